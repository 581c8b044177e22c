// Adds the four lanes to the page and updates them.
import * as bytes from "./bytes.js";
import * as clock from "./clock.js";
import { ask, say, showState, wireServerControls } from "./controls.js";
import { CLIENTS_A_PAGE, Lane } from "./lane.js";
import { read, TECHNIQUES } from "./reader.js";
import { request } from "./request.js";

/** Milliseconds between updates of the numbers; more frequent updates would only flicker. */
const NUMBERS_EVERY = 250;
/** Milliseconds by which drawing lags behind, because the taps report in batches. */
const DELAY = 200;
/** Milliseconds between two drawings if the user prefers reduced motion. */
const STILL_EVERY = 1000;
/** Milliseconds per frame of a screen with 60 Hz. */
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
      announce(lane.timeline.step(event.key === "ArrowUp" ? -1 : 1));
    } else if (event.key === "Enter" && lane.timeline.selected) {
      select(lane, lane.timeline.selected);
    } else return;
    event.preventDefault();
  });
}

function announce(item) {
  if (!item) return;
  const direction = item.up ? "to the server" : "to the browser";
  const kind = item.kind.toLowerCase();
  say(`${kind} ${item.label}, ${item.bytes} bytes, ${direction}; press Enter to show them`);
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

/** Stops or resumes drawing. The lanes continue to receive. */
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
    location.reload(); // the content security policy of this page allows the former ports only
  } else if (last.epoch !== next.epoch) {
    for (const lane of lanes.values()) lane.ledger.clearLatencies(clock.now());
  } else if (last.rate !== next.rate || last.size !== next.size) {
    reset();
  }
  if (last.run !== next.run) {
    say(`The demo was restarted. Epoch ${next.epoch}; clients that reconnect receive a gap.`);
  } else if (last.epoch !== next.epoch) {
    say(`A new bus: epoch ${next.epoch}, empty log. Clients that reconnect receive a gap.`);
  }
}

/** Reads wire reports and the server's state, which are ordinary topics. */
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

/** Handles missing wire events: the demo was restarted, or too many events occurred at once. */
function missWire({ reason }) {
  if (reason === "evicted") {
    say("This page was too slow. Some events are neither drawn nor counted.");
  } else {
    for (const lane of lanes.values()) lane.forgetWire();
  }
}

/** Processes the events of this page's clients. Other pages use the same lanes. */
function report({ events, skipped }) {
  for (const event of events) {
    if (Math.floor(event.client / CLIENTS_A_PAGE) === settings.page) lanes.get(event.lane).saw(event);
  }
  if (skipped > 0) say(`Too many events at once: ${skipped} are neither drawn nor counted.`);
}

let nextDraw = 0;

/** Draws each frame, or less often if drawing would take more than a quarter of the time. */
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

/** Requests a resource without which the page cannot start. Throws an Error if that fails. */
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

// for tests and the console
window.playground = { lanes, settings, state: () => state, rate: () => state.rate };
begin().catch(failure => {
  say(`The page could not start: ${failure.message}`);
  throw failure;
});
