import { Pen } from "./pen.js";

// Draws the wire of a lane as a scrolling sequence diagram. The browser is on the left, the server
// on the right, the present at the bottom. A frame draws at most one item of a kind per pixel row.

const MAX_ITEMS = 24_000;
const SLANT = 5; // not measured: on one machine the real slant is less than a pixel
const LEFT = 34;
const RIGHT = 34;
const CLIENT_STEP = 9;
const HIT = 10;
const LABEL_ROOM = 13;

const KINDS = Object.fromEntries(
  ["OPENED", "CLOSED", "REQUEST", "ANSWER", "EMPTY", "STREAM", "MESSAGE", "CONTROL", "HEARTBEAT"]
    .map((kind, i) => [kind, i]));

/** Kinds of items that have bytes to show. */
const CLICKABLE = new Set(["REQUEST", "ANSWER", "EMPTY", "STREAM", "MESSAGE", "CONTROL", "HEARTBEAT"]);

export class Timeline {
  constructor(canvas, technique) {
    this.technique = technique;
    this.items = [];
    this.requests = new Map(); // id -> {from, to, open, client}
    this.ended = []; // requests of earlier runs of the demo
    this.selected = null;
    this.lostAt = Infinity; // the state of the wire is unknown after this time
    this.clients = 1;
    this.pen = new Pen(canvas);
  }

  readColours() {
    this.pen.readColours();
  }

  add(event) {
    this.items.push(event);
    if (event.kind === "REQUEST") {
      this.requests.set(event.id, { from: event.at, to: Infinity, open: false, client: event.client });
    } else if (this.requests.has(event.request)) {
      const held = this.requests.get(event.request);
      if (event.kind === "STREAM") held.open = true;
      if (["ANSWER", "EMPTY", "CLOSED"].includes(event.kind)) held.to = Math.min(held.to, event.at);
    }
    if (this.items.length > MAX_ITEMS) this.items.splice(0, MAX_ITEMS / 4);
  }

  /** Adds a gap that a client received. */
  addGap(at, text) {
    this.items.push({ kind: "GAP", at, label: text, client: 0 });
  }

  /** Keeps items before `at` visible but without bytes, because the next run reuses their ids. */
  endRun(at) {
    for (const item of this.items) item.id = null;
    for (const held of this.requests.values()) held.to = Math.min(held.to, at);
    this.ended.push(...this.requests.values());
    this.requests.clear();
    this.selected = null;
  }

  /** Removes items and requests that ended before the visible span. */
  forget(before) {
    let gone = 0;
    while (gone < this.items.length && this.items[gone].at < before) gone++;
    if (gone > 200) this.items.splice(0, gone);
    for (const [id, held] of this.requests) if (held.to < before) this.requests.delete(id);
    this.ended = this.ended.filter(held => held.to >= before);
  }

  draw(now, span) {
    const { width, height } = this.pen.clear();
    this.view = { now, span, width, height, server: width - RIGHT };
    this.drawLines();
    this.drawHeld();
    this.drawItems();
    this.drawSelected();
  }

  y(at) {
    const { now, span, height } = this.view;
    return height - 8 - ((now - at) / span) * height;
  }

  x(client) {
    return LEFT + Math.max(0, client - 1) * Math.min(CLIENT_STEP, 54 / this.clients);
  }

  drawLines() {
    const { pen, view } = this;
    const { grid, muted, faint } = pen.colours;
    const step = view.span > 15_000 ? 5000 : view.span > 6000 ? 2000 : 1000;
    for (let at = Math.floor(view.now / step) * step; at > view.now - view.span; at -= step) {
      const y = Math.round(this.y(at)) + 0.5;
      pen.line(0, y, view.width, y, grid);
      pen.text(`${Math.round((at % 60_000) / 1000)} s`, 2, y - 7, muted, "left");
    }
    for (let client = 1; client <= this.clients; client++) {
      pen.line(this.x(client), 0, this.x(client), view.height, faint, 1.5);
    }
    pen.line(view.server, 0, view.server, view.height, faint, 1.5);
  }

  /** Draws held requests and open streams as bars beside the server's line. */
  drawHeld() {
    const { pen, view } = this;
    const room = Math.max(2, Math.min(10, 24 / this.clients));
    for (const held of [...this.requests.values(), ...this.ended]) {
      const top = Math.max(0, this.y(held.from));
      const bottom = this.y(Math.min(held.to, view.now, this.lostAt));
      if (bottom < 0 || held.from > view.now) continue;
      const height = Math.max(2, bottom - top);
      const x = view.server + 3 + (Math.max(1, held.client) - 1) * room;
      pen.opaque(held.open ? 0.35 : 0.75, () => {
        pen.bar(x, top, Math.max(1.5, room - 2), height, pen.colours.lane);
        const bothMayTalk = held.open && this.technique === "websocket";
        if (bothMayTalk) pen.bar(this.x(held.client) - 6, top, 4, height, pen.colours.lane);
      });
    }
  }

  /** Draws the newest items first, and at most one of a kind per row of pixels. */
  drawItems() {
    const { items, view } = this;
    const rows = new Map();
    const gaps = [];
    const oldest = view.now - view.span - 500;
    const sparse = this.countSince(oldest) * 5 < view.height;
    const labelled = { left: Infinity, right: Infinity };
    for (let i = items.length - 1; i >= 0 && items[i].at > oldest; i--) {
      const item = items[i];
      if (item.at > view.now) continue;
      if (item.kind === "GAP") {
        gaps.push(item);
        continue;
      }
      const y = this.y(item.at);
      const key = KINDS[item.kind] * 1000 + item.client * 2 + (item.up ? 1 : 0);
      if (rows.get(key) === Math.round(y)) continue;
      rows.set(key, Math.round(y));
      const side = item.up || item.kind === "CLOSED" ? "left" : "right";
      const withLabel = labelled[side] - y >= LABEL_ROOM
        && (sparse || item.kind === "CONTROL") && this.hasRoom(i, y);
      if (this.drawItem(item, y, sparse, withLabel)) labelled[side] = y;
    }
    for (const gap of gaps) this.drawGap(gap, this.y(gap.at));
  }

  /** Returns true if the label fits above this item, or below it if it is a request. */
  hasRoom(i, y) {
    const { items } = this;
    if (items[i].kind === "REQUEST") {
      return i + 1 === items.length || this.y(items[i + 1].at) - y >= 2 * LABEL_ROOM;
    }
    const before = items[i - 1];
    const other = before !== undefined && before.id === items[i].request ? items[i - 2] : before;
    return other === undefined || y - this.y(other.at) >= LABEL_ROOM;
  }

  countSince(oldest) {
    let first = this.items.length;
    while (first > 0 && this.items[first - 1].at > oldest) first--;
    return this.items.length - first;
  }

  /** Draws one item. Returns true if its label was drawn. */
  drawItem(item, y, sparse, withLabel) {
    const { pen, view } = this;
    const { lane, ink, muted, faint } = pen.colours;
    const client = this.x(item.client);
    const head = sparse ? 7 : 4;
    const down = (colour, width) =>
      pen.arrow(view.server, y, client, y + SLANT, colour, width, head);
    switch (item.kind) {
      case "REQUEST":
        pen.arrow(client, y - SLANT, view.server, y, muted, 1.25, head);
        return withLabel && this.label(item.label, y + SLANT + 16, muted, true);
      case "ANSWER":
      case "MESSAGE": // transparent if dense, so that density is visible
        pen.opaque(sparse ? 1 : 0.55, () => down(lane, sparse ? 2 : 1));
        return withLabel && this.label(item.label, y, lane, false);
      case "EMPTY":
        down(faint, 1.25);
        return withLabel && this.label(item.label, y, muted, false);
      case "STREAM":
      case "CONTROL":
        down(ink, 1.25);
        return withLabel && this.label(item.label, y, ink, false);
      case "HEARTBEAT":
        pen.dots(client, y + (item.up ? -SLANT : SLANT), view.server, y, muted, 1.5);
        return withLabel && this.label(item.label, y, muted, item.up);
      case "CLOSED":
        return item.label === "cut" && this.drawCut(y, client);
      default:
        return false; // OPENED: the request follows immediately
    }
  }

  drawCut(y, client) {
    const { gap } = this.pen.colours;
    this.pen.cross(client, y, gap);
    this.pen.cross(this.view.server, y, gap);
    return this.label("cut", y, gap, true);
  }

  drawGap({ label }, y) {
    const { pen, view } = this;
    const middle = (view.server + LEFT) / 2;
    pen.line(LEFT - 4, y, view.server + 4, y, pen.colours.gap, 3);
    pen.rimmedText(label, middle, y - 9, pen.colours.gap, "center");
  }

  drawSelected() {
    if (this.selected === null) return;
    const y = this.y(this.selected.at);
    const { pen, view } = this;
    pen.frame(LEFT - 8, y - 9, view.server - LEFT + 16, 18, pen.colours.ink);
  }

  /** Draws a label above the beginning of an arrow. */
  label(text, y, colour, left) {
    const x = left ? this.x(this.clients) + 8 : this.view.server - 8;
    this.pen.rimmedText(text, x, y - 7, colour, left ? "left" : "right");
    return true;
  }

  /** Returns the item nearest to a point of the canvas, or null if none is near. */
  itemAt(x, y) {
    let best = null;
    let distance = HIT;
    for (const item of this.visible()) {
      const away = Math.abs(this.yAt(item, x) - y) + (item.kind === "HEARTBEAT" ? 2 : 0);
      if (away <= distance) {
        distance = away;
        best = item;
      }
    }
    return best;
  }

  /** Returns the height of an item's slanted arrow at x. */
  yAt(item, x) {
    const client = this.x(item.client);
    const left = Math.min(1, Math.max(0, (this.view.server - x) / (this.view.server - client)));
    return this.y(item.at) + (item.up ? -1 : 1) * SLANT * left;
  }

  visible() {
    const { now, span } = this.view;
    return this.items.filter(
      item => CLICKABLE.has(item.kind) && item.id !== null && item.at <= now && item.at > now - span);
  }

  /** Selects the item before (-1) or after (1) the selected one. Returns it, or null. */
  step(by) {
    const items = this.visible();
    const index = items.indexOf(this.selected);
    const next = index < 0 ? items.length - 1 : Math.min(items.length - 1, Math.max(0, index + by));
    this.selected = items[next] ?? null;
    return this.selected;
  }
}
