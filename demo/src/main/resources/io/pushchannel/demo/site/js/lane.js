// One lane of the playground: clients, statistics and timeline.
import * as clock from "./clock.js";
import { bytes, count, ratio, time, timeText } from "./format.js";
import { Account, Ledger, WireCount } from "./ledger.js";
import { read, TECHNIQUES } from "./reader.js";
import { Ruler } from "./ruler.js";
import { inWords, predict } from "./theory.js";
import { Timeline } from "./timeline.js";

const TOPIC = "lane";
/** Size of the range of client numbers of one page, by which it recognises its own traffic. */
export const CLIENTS_A_PAGE = 100;
const ESSENCE = {
  shortpoll: "one request every T",
  longpoll: "a request waits for a message",
  sse: "one response that never ends",
  websocket: "one request, then frames",
};
const LESSON = {
  shortpoll: "/lessons/en/1-short-polling.md",
  longpoll: "/lessons/en/2-long-polling.md",
  sse: "/lessons/en/3-server-sent-events.md",
  websocket: "/lessons/en/4-websocket.md",
};
/** Maximum HTTP/1.1 connections of a browser per host and port; WebSockets are not counted. */
const BROWSER_LIMIT = 6;
/** Milliseconds after which the page explains why some clients are not open. */
const STUCK_AFTER = 3000;

export class Lane {
  constructor(technique, settings) {
    this.technique = technique;
    this.settings = settings;
    this.ledger = new Ledger();
    this.readers = [];
    this.accounts = [];
    this.isPaused = false;
    this.isWireLost = false;
    this.wireLostAt = 0;
    this.partlyOpenSince = null;
    this.openReaders = new Set();
    this.wire = new WireCount();
    this.element = this.build();
    this.timeline = new Timeline(this.find("canvas"), technique);
    this.ruler = new Ruler(this.find(".ruler-place"));
  }

  build() {
    const element = document.getElementById("lane").content.firstElementChild.cloneNode(true);
    element.dataset.lane = this.technique;
    element.querySelector("h2").textContent = TECHNIQUES[this.technique];
    element.querySelector(".essence span").textContent = ESSENCE[this.technique];
    element.querySelector(".lesson-link").href = LESSON[this.technique];
    element.querySelector("canvas").setAttribute(
      "aria-label",
      `Timeline of ${TECHNIQUES[this.technique]}. Arrow keys select an event, Enter shows bytes`);
    return element;
  }

  find(selector) {
    return this.element.querySelector(selector);
  }

  /** Connects the given number of clients to the port of the lane's tap. */
  connect(port, clients) {
    this.disconnect();
    this.timeline.clients = clients;
    const base = `${location.protocol}//${location.hostname}:${port}/push`;
    for (let client = 1; client <= clients; client++) this.readers.push(this.start(base, client));
  }

  start(base, client) {
    const account = new Account(this.ledger);
    this.accounts.push(account);
    const options = {
      client: this.settings.page * CLIENTS_A_PAGE + client,
      interval: () => this.settings.interval,
      wait: () => this.settings.wait,
    };
    return read(this.technique, base, [TOPIC], options, {
      open: () => this.openReaders.add(client),
      waiting: () => this.openReaders.delete(client),
      message: message => {
        const sample = JSON.parse(message.data);
        account.received({ ...sample, at: sample.at / 1000 }, clock.now());
      },
      gap: gap => {
        account.gap();
        this.timeline.addGap(clock.now(), `gap: ${gap.reason}`);
      },
    });
  }

  disconnect() {
    this.readers.forEach(reader => reader.stop());
    this.readers = [];
    this.accounts = [];
    this.openReaders.clear();
  }

  /** Resets all statistics. Only messages published from now on count. */
  reset() {
    this.ledger.clear(clock.now());
    this.wire.clear();
  }

  /** Applies a changed interval or wait at once. */
  pollNow() {
    this.readers.forEach(reader => reader.pollNow());
  }

  /** Shows the lane as paused or not. A change resets latencies, which a pause would distort. */
  setPaused(paused) {
    if (paused !== this.isPaused) this.ledger.clearLatencies(clock.now());
    this.isPaused = paused;
    const button = this.find(".pause");
    button.setAttribute("aria-pressed", String(paused));
    button.textContent = paused ? "Resume" : "Pause";
  }

  /** Adds a wire event of one of this page's clients. */
  saw(event) {
    event.client -= this.settings.page * CLIENTS_A_PAGE;
    this.timeline.add(event);
    this.wire.add(event);
    if (event.kind === "CLOSED" && event.label === "cut") this.ledger.clearLatencies(event.at);
  }

  /** Called when the demo becomes unreachable: the state of the wire is unknown from now on. */
  loseWire() {
    if (!this.isWireLost) this.wireLostAt = clock.now();
    this.isWireLost = true;
    this.timeline.lostAt = this.wireLostAt;
  }

  /** Called when the demo is reachable again. */
  findWire() {
    this.isWireLost = false;
    this.timeline.lostAt = Infinity;
  }

  /** Called after a restart of the demo: its taps number connections and events from 1 again. */
  forgetWire() {
    this.wire.forgetConnections();
    this.timeline.endRun(this.wireLostAt);
  }

  show(lambda) {
    const { ledger } = this;
    const [p99] = ledger.quantiles(0.99);
    const mean = ledger.mean();
    this.showLatency(mean, p99);
    const theory = predict(this.technique, {
      interval: this.settings.interval, roundTrip: clock.roundTrip(), lambda });
    this.put(".theory", `Theory: ${inWords(theory)}`);
    this.ruler.show({
      mean, p99, theory: theory.mean,
      description: `Measured ${timeText(mean)} mean, ${timeText(p99)} p99; theory ${timeText(theory.mean)} mean`,
    });
    this.put(".messages", count(ledger.messages));
    this.put(".lost", count(ledger.lost));
    this.put(".repeated", count(ledger.repeated));
    this.put(".gaps", `${ledger.gaps} (${count(ledger.gone)})`);
    this.find(".lost").classList.toggle("bad", ledger.lost > 0);
    this.find(".repeated").classList.toggle("bad", ledger.repeated > 0);
    this.find(".gaps").classList.toggle("bad", ledger.gaps > 0);
    this.showTraffic();
    this.showStatus();
  }

  showLatency(mean, p99) {
    const [value, unit] = time(this.ledger.latest);
    this.put(".latest", value);
    this.put(".unit", unit);
    this.put(".mean", timeText(mean));
    this.put(".p99", timeText(p99));
  }

  showTraffic() {
    const { requests, up, down, open, made } = this.wire;
    const each = total => this.ledger.messages > 0 ? total / this.ledger.messages : NaN;
    this.put(".requests", `${count(requests)} · ${ratio(each(requests))}`);
    this.put(".connections", `${this.isWireLost ? "–" : open.size} (${count(made)})`);
    const perMessage = this.ledger.messages > 0 ? bytes(each(up + down)) : "–";
    this.put(".traffic", `${bytes(up)} · ${bytes(down)} · ${perMessage}`);
  }

  showStatus() {
    const wanted = this.readers.length;
    const open = this.openReaders.size;
    const status = this.find(".status");
    const paused = this.isPaused;
    status.dataset.state = paused ? "paused" : open === wanted && wanted > 0 ? "open" : "waiting";
    const word = paused ? "paused" : open === wanted ? "open" : "connecting";
    this.put(".status", wanted > 1 ? `${open} of ${wanted}` : word);
    this.showLimit(wanted, open);
  }

  /** Explains why clients wait for a connection. The limit applies to all tabs together. */
  showLimit(wanted, open) {
    const someOpen = open > 0 && open < wanted;
    this.partlyOpenSince = someOpen ? this.partlyOpenSince ?? performance.now() : null;
    const isStuck = someOpen && performance.now() - this.partlyOpenSince > STUCK_AFTER;
    const limited = this.technique !== "websocket" && (wanted > BROWSER_LIMIT || isStuck);
    this.find(".limit").hidden = !limited;
    if (limited) {
      const waiting = wanted > BROWSER_LIMIT ? wanted - BROWSER_LIMIT : wanted - open;
      const effect = LIMITED[this.technique](waiting);
      this.put(
        ".limit", `A browser opens six connections to a host, in all tabs together: ${effect}`);
    }
  }

  put(selector, text) {
    const element = this.find(selector);
    if (element.textContent !== text) element.textContent = text;
  }
}

const LIMITED = {
  shortpoll: () => "the clients share them.",
  longpoll: more =>
    `requests of ${more} clients wait in the browser until another one has its response.`,
  sse: more =>
    `the streams of ${more} clients do not open. HTTP/2 in front of the server removes this limit.`,
};
