// Puts the four lanes on the page and keeps them going.
import * as bytes from "./bytes.js";
import * as clock from "./clock.js";
import { ask, say, showState, wireServerControls } from "./controls.js";
import { CLIENTS_A_PAGE, Lane } from "./lane.js";
import { read, TECHNIQUES } from "./reader.js";
import { request } from "./request.js";

/** Numbers change so often; more would only flicker. */
const NUMBERS_EVERY = 250;
/** What is drawn is so old, because the tap tells what went by in batches. */
const DELAY = 200;
/** How often to draw where motion is to be reduced. */
const STILL_EVERY = 1000;
/** Milliseconds between two frames of a usual screen. */
const FRAME = 1000 / 60;

const settings = { interval: 1000, wait: 10_000, clients: 1, span: 10_000, page: 0 };
const lanes = new Map();
let state = null;
let frozenAt = null;

const reducedMotion = matchMedia("(prefers-reduced-motion: reduce)");
const byId = id => document.getElementById(id);

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
  byId("freeze").textContent = frozen ? "Resume" : "Freeze";
  if (!frozen) for (const lane of lanes.values()) lane.timeline.selected = null;
}

function wirePageControls() {
  const onChange = (id, name, task = () => {}) =>
    byId(id).addEventListener("change", event => {
      settings[name] = Number(event.currentTarget.value);
      task();
    });
  onChange("interval", "interval", applyPolling);
  onChange("wait", "wait", applyPolling);
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

function applyPolling() {
  for (const lane of lanes.values()) lane.pollNow();
  reset();
}

function connectAll() {
  for (const [technique, lane] of lanes) lane.connect(state.lanes[technique].port, settings.clients);
  reset();
}

function follow(next) {
  const last = state;
  state = next;
  showState(next);
  for (const [technique, { paused }] of Object.entries(next.lanes)) lanes.get(technique).setPaused(paused);
  if (last === null) return;
  const moved = technique => last.lanes[technique].port !== next.lanes[technique].port;
  if (Object.keys(last.lanes).some(moved)) {
    location.reload(); // this page may not connect to other ports than those it was loaded with
  } else if (last.epoch !== next.epoch) {
    for (const lane of lanes.values()) lane.ledger.clearLatencies(clock.now());
  } else if (last.rate !== next.rate || last.size !== next.size) {
    reset();
  }
  if (last.run !== next.run) {
    say(`The demo was restarted. Epoch ${next.epoch}; clients that reconnect receive a gap.`);
  } else if (last.epoch !== next.epoch) {
    say(`A new bus: epoch ${next.epoch}, an empty log. Clients that reconnect receive a gap.`);
  }
}

/** The taps' reports and the server's state come over a channel like any other. */
function watch() {
  return new Promise(resolve => {
    read("websocket", "/push", ["wire", "state"], {}, {
      open: () => {
        showOutage(false);
        resolve();
      },
      waiting: () => showOutage(true),
      message: ({ topic, data }) => {
        const content = JSON.parse(data);
        if (topic === "state") follow(content);
        else report(content);
      },
      gap: missWire,
    });
  });
}

function showOutage(lost) {
  byId("outage").hidden = !lost;
  for (const lane of lanes.values()) lost ? lane.loseWire() : lane.findWire();
}

/** Events of the taps are missing: of another run of the demo, or too many at once. */
function missWire({ reason }) {
  if (reason === "evicted") {
    say("This page was too slow: some events are neither drawn nor counted.");
  } else {
    for (const lane of lanes.values()) lane.forgetWire();
  }
}

/** Takes the events of this page's clients; other pages use the same lanes. */
function report({ events, skipped }) {
  for (const event of events) {
    if (Math.floor(event.client / CLIENTS_A_PAGE) === settings.page) lanes.get(event.lane).saw(event);
  }
  if (skipped > 0) say(`Too many events at once: ${skipped} are neither drawn nor counted.`);
}

let nextDraw = 0;

/** Draws each frame, or less often where drawing would take more than a quarter of the time. */
function draw(moment) {
  requestAnimationFrame(draw);
  if (moment < nextDraw) return;
  const began = performance.now();
  const now = frozenAt ?? clock.now() - DELAY;
  for (const lane of lanes.values()) lane.timeline.draw(now, settings.span);
  const took = performance.now() - began;
  nextDraw = moment + (reducedMotion.matches ? STILL_EVERY : took < FRAME / 4 ? 0 : 4 * took);
}

function showNumbers() {
  for (const lane of lanes.values()) {
    lane.show(state.rate);
    if (frozenAt === null) lane.timeline.forget(clock.now() - settings.span - 1000);
  }
}

/** Requests what the page cannot do without. */
async function require(address, init) {
  const { result, error } = await request(address, init);
  if (error) throw new Error(error);
  return result;
}

async function begin() {
  addLanes();
  wireServerControls();
  wirePageControls();
  await clock.synchronise();
  clock.keepSynchronised();
  settings.page = (await require("/demo/page", { method: "POST" })).page;
  follow(await require("/demo/state"));
  await watch();
  connectAll();
  setInterval(showNumbers, NUMBERS_EVERY);
  requestAnimationFrame(draw);
}

// for whoever looks at the page from outside, a test or the console
window.playground = { lanes, settings, state: () => state, rate: () => state.rate };
begin().catch(failure => {
  say(`The page could not start: ${failure.message}`);
  throw failure;
});
