// Puts the four lanes on the page and keeps them going.
import * as bytes from "./bytes.js";
import * as clock from "./clock.js";
import { ask, say, showState, wireServerControls } from "./controls.js";
import { CLIENTS_A_PAGE, Lane } from "./lane.js";
import { read, TECHNIQUES } from "./reader.js";

/** Numbers change so often; more would only flicker. */
const NUMBERS_EVERY = 250;
/** What is drawn is so old, because the tap tells what went by in batches. */
const DELAY = 200;
/** How often to draw where motion is to be reduced. */
const STILL_EVERY = 1000;

const settings = { interval: 1000, wait: 10_000, clients: 1, span: 10_000, page: randomPage() };
const lanes = new Map();
let state = null;
let frozenAt = null;

const reducedMotion = matchMedia("(prefers-reduced-motion: reduce)");
const byId = id => document.getElementById(id);

function randomPage() {
  return 1 + Math.floor(Math.random() * 99);
}

function addLanes() {
  for (const technique of Object.keys(TECHNIQUES)) {
    const lane = new Lane(technique, settings);
    lanes.set(technique, lane);
    byId("lanes").append(lane.element);
    lane.timeline.readColours();
    lane.find(".pause").addEventListener("click", event => {
      const paused = event.currentTarget.getAttribute("aria-pressed") !== "true";
      ask("pause", { lane: technique, paused });
    });
    lane.find(".cut").addEventListener("click", () => ask("cut", { lane: technique }));
    wireCanvas(lane);
  }
}

function wireCanvas(lane) {
  const canvas = lane.find("canvas");
  canvas.addEventListener("click", event => {
    const item = lane.timeline.itemAt(event.offsetX, event.offsetY);
    if (item) select(lane, item);
  });
  canvas.addEventListener("pointermove", event => {
    const item = lane.timeline.itemAt(event.offsetX, event.offsetY);
    canvas.classList.toggle("clickable", item !== null);
  });
  canvas.addEventListener("keydown", event => {
    if (event.key === "ArrowUp" || event.key === "ArrowDown") {
      freeze(true);
      tell(lane.timeline.step(event.key === "ArrowUp" ? -1 : 1));
    } else if (event.key === "Enter" && lane.timeline.selected) {
      select(lane, lane.timeline.selected);
    } else return;
    event.preventDefault();
  });
}

function tell(item) {
  if (!item) return;
  const direction = item.up ? "to the server" : "to the browser";
  say(`${item.kind.toLowerCase()} ${item.label}, ${item.bytes} bytes, ${direction}; Enter shows them`);
}

function select(lane, item) {
  freeze(true);
  for (const other of lanes.values()) other.timeline.selected = null;
  lane.timeline.selected = item;
  bytes.onStep(by => {
    const next = lane.timeline.step(by);
    if (next) bytes.show(next.id);
  });
  bytes.show(item.id);
}

/** Stops the pictures, not the lanes. */
function freeze(frozen) {
  if (frozen === (frozenAt !== null)) return;
  frozenAt = frozen ? clock.now() - DELAY : null;
  byId("freeze").setAttribute("aria-pressed", String(frozen));
  byId("freeze").textContent = frozen ? "Go on" : "Freeze";
  if (!frozen) for (const lane of lanes.values()) lane.timeline.selected = null;
}

function wirePageControls() {
  const onChange = (id, name, task = () => {}) =>
    byId(id).addEventListener("change", event => {
      settings[name] = Number(event.currentTarget.value);
      task();
    });
  onChange("interval", "interval", reset);
  onChange("wait", "wait");
  onChange("span", "span");
  onChange("clients", "clients", connectAll);
  byId("freeze").addEventListener("click", () => freeze(frozenAt === null));
  byId("reset").addEventListener("click", reset);
  document.addEventListener("themechange", readColours);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", readColours);
}

function readColours() {
  for (const lane of lanes.values()) lane.timeline.readColours();
}

function reset() {
  for (const lane of lanes.values()) lane.reset();
}

function connectAll() {
  for (const [technique, lane] of lanes) lane.connect(state.lanes[technique].port, settings.clients);
  reset();
}

function follow(next) {
  const changed = state !== null && state.epoch !== next.epoch;
  state = next;
  showState(next);
  for (const [technique, { paused }] of Object.entries(next.lanes)) {
    const button = lanes.get(technique).find(".pause");
    button.setAttribute("aria-pressed", String(paused));
    button.textContent = paused ? "Read on" : "Pause";
  }
  if (changed) say(`A new bus: epoch ${next.epoch}. Whoever came back was told of a gap.`);
}

/** The taps' reports and the server's state come over a channel like any other. */
function watch() {
  return new Promise(resolve => {
    read("websocket", "/push", ["wire", "state"], {}, {
      open: resolve,
      message: ({ topic, data }) => {
        const told = JSON.parse(data);
        if (topic === "state") follow(told);
        else report(told);
      },
    });
  });
}

/** Takes what concerns this page; others may play with the same lanes. */
function report({ events, skipped }) {
  for (const event of events) {
    if (Math.floor(event.client / CLIENTS_A_PAGE) === settings.page) lanes.get(event.lane).saw(event);
  }
  if (skipped > 0) say(`So much went by that ${skipped} events are neither drawn nor counted.`);
}

let lastStill = 0;

function draw(moment) {
  requestAnimationFrame(draw);
  if (reducedMotion.matches && moment - lastStill < STILL_EVERY) return;
  lastStill = moment;
  const now = frozenAt ?? clock.now() - DELAY;
  for (const lane of lanes.values()) lane.timeline.draw(now, settings.span);
}

function showNumbers() {
  for (const lane of lanes.values()) {
    lane.show(state.rate);
    if (frozenAt === null) lane.timeline.forget(clock.now() - settings.span - 1000);
  }
}

async function begin() {
  addLanes();
  wireServerControls();
  wirePageControls();
  await clock.synchronise();
  clock.keepSynchronised();
  follow(await (await fetch("/demo/state", { cache: "no-store" })).json());
  await watch();
  connectAll();
  setInterval(showNumbers, NUMBERS_EVERY);
  requestAnimationFrame(draw);
}

// for whoever looks at the page from outside, a test or the console
window.playground = { lanes, settings };
begin().catch(failure => {
  say(`The page could not begin: ${failure.message}`);
  throw failure;
});
