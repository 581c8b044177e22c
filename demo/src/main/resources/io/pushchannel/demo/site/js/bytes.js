// The dialog that shows the bytes of a wire event.
import { bytes as size } from "./format.js";
import { TECHNIQUES } from "./reader.js";

const OPCODES = { 0: "continuation", 1: "text", 2: "binary", 8: "close", 9: "ping", 10: "pong" };
const SHOWN = 6000;

const dialog = document.getElementById("bytes");
const title = dialog.querySelector("h2");
const about = dialog.querySelector(".about");
const content = dialog.querySelector("pre");
const hexButton = dialog.querySelector(".hex");
const related = dialog.querySelector(".related");
let shown = null;
let asHex = false;
let step = () => {};

/** Sets the task that moves to another event while the dialog is open: -1 previous, 1 next. */
export function onStep(task) {
  step = task;
}

/** Shows the bytes of the event with this id. */
export async function show(id) {
  const response = await fetch(`/demo/bytes?id=${id}`, { cache: "no-store" });
  if (!response.ok) {
    render("No longer available", "The server keeps the bytes of recent events only.", null);
    return;
  }
  const { event, bytes } = await response.json();
  const raw = Uint8Array.from(atob(bytes), character => character.charCodeAt(0));
  const arrow = event.up ? "browser → server" : "server → browser";
  const cut = raw.length < event.bytes ? ` (first ${size(raw.length)} shown)` : "";
  render(
    `${TECHNIQUES[event.lane]}: ${event.kind.toLowerCase()} ${event.label}`,
    `${arrow} · ${event.bytes} bytes${cut} · connection ${event.connection}, client ${event.client % 100}`,
    { event, raw });
}

function render(heading, line, next) {
  title.textContent = heading;
  about.textContent = line;
  shown = next;
  related.hidden = !next || next.event.request === 0 || next.event.request === next.event.id;
  redraw();
  if (!dialog.open) dialog.showModal();
}

function redraw() {
  hexButton.textContent = asHex ? "As text" : "As hex";
  hexButton.setAttribute("aria-pressed", String(asHex));
  content.replaceChildren();
  if (!shown) return;
  const { event, raw } = shown;
  const frame = isFrame(event) ? describeFrame(raw, event) : null;
  if (frame) content.append(mark(frame.text + "\n\n", "head"));
  if (asHex) content.append(hex(raw));
  else if (frame) content.append(...text(frame.payload));
  else content.append(...text(raw));
}

function isFrame({ lane, kind, label }) {
  return lane === "websocket"
    && (kind === "MESSAGE" || kind === "HEARTBEAT" || kind === "CONTROL");
}

function describeFrame(raw, event) {
  const masked = (raw[1] & 0x80) !== 0;
  const small = raw[1] & 0x7f;
  const start = 2 + (small === 126 ? 2 : small === 127 ? 8 : 0);
  const mask = masked ? raw.slice(start, start + 4) : null;
  const from = start + (masked ? 4 : 0);
  const payload = raw.slice(from).map((octet, i) => (mask ? octet ^ mask[i % 4] : octet));
  const opcode = OPCODES[raw[0] & 0x0f] ?? "unknown";
  const how = masked ? `masked with ${hexOf(mask)}` : "not masked";
  return {
    payload,
    text: `frame: header ${hexOf(raw.slice(0, from))} = ${raw[0] & 0x80 ? "final, " : ""}${opcode}, `
      + `${event.bytes - from} bytes, ${how}`,
  };
}

function hexOf(octets) {
  return [...octets].map(octet => octet.toString(16).padStart(2, "0")).join(" ");
}

function hex(raw) {
  const lines = [];
  for (let i = 0; i < Math.min(raw.length, SHOWN); i += 16) {
    const row = raw.slice(i, i + 16);
    const letters = [...row]
      .map(octet => (octet >= 32 && octet < 127 ? String.fromCharCode(octet) : "·")).join("");
    lines.push(`${i.toString(16).padStart(4, "0")}  ${hexOf(row).padEnd(47)}  ${letters}`);
  }
  return lines.join("\n");
}

/** Decodes bytes with visible line ends, because an empty line separates headers and body. */
function text(octets) {
  const decoded = new TextDecoder().decode(octets.slice(0, SHOWN));
  return decoded.split(/(\r\n|\n)/).flatMap(part => {
    if (part === "\r\n") return [mark("\\r\\n", "ends"), "\n"];
    if (part === "\n") return [mark("\\n", "ends"), "\n"];
    return [part];
  });
}

function mark(letters, kind) {
  const span = document.createElement("span");
  span.className = kind;
  span.textContent = letters;
  return span;
}

hexButton.addEventListener("click", () => {
  asHex = !asHex;
  redraw();
});
related.addEventListener("click", () => show(shown.event.request));
dialog.querySelector(".previous").addEventListener("click", () => step(-1));
dialog.querySelector(".next").addEventListener("click", () => step(1));
dialog.querySelector(".close").addEventListener("click", () => dialog.close());
dialog.addEventListener("keydown", event => {
  if (event.key === "ArrowUp" || event.key === "ArrowLeft") step(-1);
  else if (event.key === "ArrowDown" || event.key === "ArrowRight") step(1);
  else return;
  event.preventDefault();
});
