// A logarithmic scale of latencies from 0.1 ms to 10 s. It is the same for all lanes, so that their
// measured and theoretical latencies can be compared.
const SVG = "http://www.w3.org/2000/svg";
const WIDTH = 300;
const HEIGHT = 34;
const MARGIN = 8;
const LOWEST = -1; // 10^-1 ms
const HIGHEST = 4; // 10^4 ms
const TICKS = ["0.1 ms", "1", "10", "100", "1 s", "10 s"];

function x(millis) {
  const place = (Math.log10(Math.max(millis, 1e-9)) - LOWEST) / (HIGHEST - LOWEST);
  return MARGIN + Math.min(1, Math.max(0, place)) * (WIDTH - 2 * MARGIN);
}

function shape(name, attributes, parent, text) {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  if (text !== undefined) element.textContent = text;
  parent.append(element);
  return element;
}

export class Ruler {
  constructor(parent) {
    this.svg = shape("svg", {
      viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: "img", class: "ruler" }, parent);
    shape("line", { x1: MARGIN, x2: WIDTH - MARGIN, y1: 12, y2: 12, class: "axis" }, this.svg);
    TICKS.forEach((label, i) => {
      const at = MARGIN + (i / (TICKS.length - 1)) * (WIDTH - 2 * MARGIN);
      const anchor = i === 0 ? "start" : i === TICKS.length - 1 ? "end" : "middle";
      shape("line", { x1: at, x2: at, y1: 9, y2: 15, class: "axis" }, this.svg);
      const place = at + (i === 0 ? -MARGIN : i === TICKS.length - 1 ? MARGIN : 0);
      shape("text", { x: place, y: 30, "text-anchor": anchor }, this.svg, label);
    });
    this.theory = shape("path", { d: "M0-7L7 0L0 7L-7 0Z", class: "theory-mark" }, this.svg);
    this.range = shape("line", { y1: 12, y2: 12, class: "range" }, this.svg);
    this.p99 = shape("line", { y1: 6, y2: 18, class: "p99" }, this.svg);
    this.mean = shape("circle", { cy: 12, r: 4.5, class: "mean" }, this.svg);
  }

  show({ mean, p99, theory, description }) {
    this.svg.setAttribute("aria-label", description);
    this.theory.setAttribute("transform", `translate(${x(theory)} 12)`);
    const known = mean !== undefined;
    this.svg.classList.toggle("unknown", !known);
    if (!known) return;
    this.mean.setAttribute("cx", x(mean));
    this.range.setAttribute("x1", x(Math.min(mean, p99)));
    this.range.setAttribute("x2", x(p99));
    this.p99.setAttribute("x1", x(p99));
    this.p99.setAttribute("x2", x(p99));
  }
}
