// Draws a lane's wire as a sequence diagram that scrolls: browser at the left, server at the right, time
// runs down, now is at the bottom. At any rate a frame draws no more than there are rows of pixels.

const MAX_ITEMS = 24_000;
const SLANT = 5; // drawn, not measured: on one machine an arrow takes less than a pixel
const LEFT = 34;
const RIGHT = 34;
const CLIENT_STEP = 9;
const HIT = 10;
const LABEL_ROOM = 13;

const KINDS = Object.fromEntries(
  ["OPENED", "CLOSED", "REQUEST", "ANSWER", "EMPTY", "STREAM", "MESSAGE", "CONTROL", "HEARTBEAT"]
    .map((kind, i) => [kind, i]));

/** What one may click. */
const CLICKABLE = new Set(["REQUEST", "ANSWER", "EMPTY", "STREAM", "MESSAGE", "CONTROL", "HEARTBEAT"]);

export class Timeline {
  constructor(canvas, technique) {
    this.canvas = canvas;
    this.technique = technique;
    this.items = [];
    this.requests = new Map(); // id -> {request, stream, ended}
    this.selected = null;
    this.clients = 1;
    this.context = canvas.getContext("2d");
    this.readColours();
  }

  readColours() {
    const style = getComputedStyle(this.canvas);
    this.colours = Object.fromEntries(
      ["lane", "ink", "muted", "faint", "gap", "surface", "grid"].map(name => [
        name, style.getPropertyValue(`--${name}`).trim()]));
    this.font = `11px ${style.fontFamily}`;
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

  /** A gap, as a client was told of it. */
  addGap(at, text) {
    this.items.push({ kind: "GAP", at, label: text, client: 0 });
  }

  /** Forgets what has left the picture, all but what is still open. */
  forget(before) {
    let gone = 0;
    while (gone < this.items.length && this.items[gone].at < before) gone++;
    if (gone > 200) this.items.splice(0, gone);
    for (const [id, held] of this.requests) if (held.to < before) this.requests.delete(id);
  }

  draw(now, span) {
    const { canvas, context } = this;
    const scale = devicePixelRatio || 1;
    const width = canvas.clientWidth;
    const height = canvas.clientHeight;
    if (canvas.width !== Math.round(width * scale) || canvas.height !== Math.round(height * scale)) {
      canvas.width = Math.round(width * scale);
      canvas.height = Math.round(height * scale);
    }
    context.setTransform(scale, 0, 0, scale, 0, 0);
    context.clearRect(0, 0, width, height);
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
    const { context, view, colours } = this;
    context.font = this.font;
    context.lineWidth = 1;
    const step = view.span > 15_000 ? 5000 : view.span > 6000 ? 2000 : 1000;
    const first = Math.floor(view.now / step) * step;
    context.textAlign = "left";
    context.textBaseline = "middle";
    for (let at = first; at > view.now - view.span; at -= step) {
      const y = Math.round(this.y(at)) + 0.5;
      this.line(0, y, view.width, y, colours.grid);
      context.fillStyle = colours.muted;
      context.fillText(`${Math.round((at % 60_000) / 1000)} s`, 2, y - 7);
    }
    for (let client = 1; client <= this.clients; client++) {
      this.line(this.x(client), 0, this.x(client), view.height, colours.faint, 1.5);
    }
    this.line(view.server, 0, view.server, view.height, colours.faint, 1.5);
  }

  /** Requests that wait, and streams that are open: bars beside the server's line. */
  drawHeld() {
    const { context, view, colours } = this;
    const room = Math.max(2, Math.min(10, 24 / this.clients));
    for (const held of this.requests.values()) {
      const to = Math.min(held.to, view.now);
      const top = Math.max(0, this.y(held.from));
      const bottom = this.y(to);
      if (bottom < 0 || held.from > view.now) continue;
      const x = view.server + 3 + (Math.max(1, held.client) - 1) * room;
      context.fillStyle = colours.lane;
      context.globalAlpha = held.open ? 0.35 : 0.75;
      context.fillRect(x, top, Math.max(1.5, room - 2), Math.max(2, bottom - top));
      if (held.open && this.technique === "websocket") {
        context.fillRect(this.x(held.client) - 6, top, 4, Math.max(2, bottom - top)); // both may talk
      }
      context.globalAlpha = 1;
    }
  }

  /** From the newest to the oldest; of what falls on one row of pixels, one is drawn. */
  drawItems() {
    const { items, view } = this;
    const rows = new Map();
    const gaps = [];
    const oldest = view.now - view.span - 500;
    const sparse = this.countSince(oldest) * 5 < view.height;
    let labelled = Infinity;
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
      const withLabel = labelled - y >= LABEL_ROOM
        && (sparse || item.kind === "CONTROL") && this.hasRoom(i, y);
      if (this.drawItem(item, y, sparse, withLabel)) labelled = y;
    }
    for (const gap of gaps) this.gap(gap, this.y(gap.at));
  }

  /** Whether a label above this item would stand alone, or below it if it is a request. */
  hasRoom(i, y) {
    const { items } = this;
    if (items[i].kind === "REQUEST") {
      return i + 1 === items.length || this.y(items[i + 1].at) - y >= 2 * LABEL_ROOM;
    }
    const before = items[i - 1];
    if (before === undefined) return true;
    return before.id === items[i].request || y - this.y(before.at) >= LABEL_ROOM;
  }

  countSince(oldest) {
    let first = this.items.length;
    while (first > 0 && this.items[first - 1].at > oldest) first--;
    return this.items.length - first;
  }

  /** Draws one item; returns whether its label was drawn. */
  drawItem(item, y, sparse, withLabel) {
    const { colours, view } = this;
    const client = this.x(item.client);
    switch (item.kind) {
      case "REQUEST":
        this.arrow(client, y - SLANT, view.server, y, colours.muted, 1.25, true, sparse);
        return withLabel && this.label(item.label, y + SLANT + 16, colours.muted, true);
      case "ANSWER":
      case "MESSAGE":
        this.context.globalAlpha = sparse ? 1 : 0.55; // so that one sees how dense it is
        this.arrow(view.server, y, client, y + SLANT, colours.lane, sparse ? 2 : 1, !item.up, sparse);
        this.context.globalAlpha = 1;
        return withLabel && this.label(item.label, y, colours.lane, false);
      case "EMPTY":
        this.arrow(view.server, y, client, y + SLANT, colours.faint, 1.25, true, sparse);
        return withLabel && this.label(item.label, y, colours.muted, false);
      case "STREAM":
      case "CONTROL":
        this.arrow(view.server, y, client, y + SLANT, colours.ink, 1.25, true, sparse);
        return withLabel && this.label(item.label, y, colours.ink, false);
      case "HEARTBEAT":
        this.heartbeat(item, y, client);
        return withLabel && this.label(item.label, y, colours.muted, item.up);
      case "CLOSED":
        return this.closed(item, y, client);
      default:
        return false; // OPENED: the request that follows at once says it
    }
  }

  heartbeat(item, y, client) {
    const { context, view, colours } = this;
    context.setLineDash([1, 5]);
    this.line(client, item.up ? y - SLANT : y + SLANT, view.server, y, colours.muted, 1.5);
    context.setLineDash([]);
  }

  closed(item, y, client) {
    const { colours, view } = this;
    if (item.label !== "cut") return false;
    for (const x of [client, view.server]) {
      this.line(x - 4, y - 4, x + 4, y + 4, colours.gap, 2);
      this.line(x - 4, y + 4, x + 4, y - 4, colours.gap, 2);
    }
    return this.label("cut", y, colours.gap, true);
  }

  gap(item, y) {
    const { context, view, colours } = this;
    context.fillStyle = colours.gap;
    context.fillRect(LEFT - 4, y - 9, view.server - LEFT + 8, 18);
    context.fillStyle = colours.surface;
    context.textAlign = "center";
    context.fillText(item.label, (view.server + LEFT) / 2, y + 0.5, view.server - LEFT);
  }

  drawSelected() {
    const { context, view, colours } = this;
    if (this.selected === null) return;
    const y = this.y(this.selected.at);
    context.strokeStyle = colours.ink;
    context.lineWidth = 2;
    context.strokeRect(LEFT - 8, y - 9, view.server - LEFT + 16, 18);
  }

  arrow(x1, y1, x2, y2, colour, width, withHead, large) {
    const { context } = this;
    this.line(x1, y1, x2, y2, colour, width);
    if (!withHead) return;
    const size = large ? 7 : 4;
    const towards = Math.sign(x2 - x1);
    context.fillStyle = colour;
    context.beginPath();
    context.moveTo(x2, y2);
    context.lineTo(x2 - towards * size, y2 - size * 0.55);
    context.lineTo(x2 - towards * size, y2 + size * 0.55);
    context.fill();
  }

  /** Above where the arrow begins, with a rim in the colour of the ground, so that one can read it. */
  label(text, y, colour, left) {
    const { context, view } = this;
    context.textAlign = left ? "left" : "right";
    const x = left ? this.x(this.clients) + 8 : view.server - 8;
    context.strokeStyle = this.colours.surface;
    context.lineWidth = 3;
    context.lineJoin = "round";
    context.strokeText(text, x, y - 7);
    context.fillStyle = colour;
    context.fillText(text, x, y - 7);
    return true;
  }

  line(x1, y1, x2, y2, colour, width = 1) {
    const { context } = this;
    context.strokeStyle = colour;
    context.lineWidth = width;
    context.beginPath();
    context.moveTo(x1, y1);
    context.lineTo(x2, y2);
    context.stroke();
  }

  /** What is nearest to a point of the canvas; null if nothing is near. */
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

  /** How high an item's arrow is at x: it slants, up to the server and down from it. */
  yAt(item, x) {
    const client = this.x(item.client);
    const left = Math.min(1, Math.max(0, (this.view.server - x) / (this.view.server - client)));
    return this.y(item.at) + (item.up ? -1 : 1) * SLANT * left;
  }

  visible() {
    const { now, span } = this.view;
    return this.items.filter(
      item => CLICKABLE.has(item.kind) && item.at <= now && item.at > now - span);
  }

  /** Selects what comes before (-1) or after (1) what is selected. */
  step(by) {
    const items = this.visible();
    const index = items.indexOf(this.selected);
    const next = index < 0 ? items.length - 1 : Math.min(items.length - 1, Math.max(0, index + by));
    this.selected = items[next] ?? null;
    return this.selected;
  }
}
