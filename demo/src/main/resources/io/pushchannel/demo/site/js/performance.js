// The endless stream: charts of the server's performance.
import { bytes } from "./format.js";
import { showState, Switch } from "./techniques.js";
import uPlot from "/vendor/uPlot.esm.js";

const KEPT = 300;
const HEIGHT = 200;

/** Tick distances of a byte axis: 1 KiB, 2 KiB, 4 KiB and so on. */
const BINARY_STEPS = Array.from({ length: 30 }, (_, i) => 2 ** (10 + i));

/** The charts: title, value of a sample, formatter, colour, and optional tick distances. */
const CHARTS = [
  ["CPU, % of all cores", sample => Math.max(0, sample.cpu) * 100, value => `${value.toFixed(0)} %`,
    "--websocket"],
  ["Heap in use", sample => sample.heapBytes, bytes, "--longpoll", BINARY_STEPS],
  ["Threads", sample => sample.threads, value => value.toFixed(0), "--shortpoll"],
  ["Connections to the pages", sample => sample.connections, value => value.toFixed(0), "--sse"],
];

const times = [];
let charts = [];

function build() {
  const place = document.getElementById("charts");
  const values = charts.map(chart => chart.values);
  charts.forEach(chart => chart.plot.destroy());
  place.replaceChildren();
  charts = CHARTS.map(([title, value, text, colour, incrs], i) =>
    chart(place, { title, value, text, colour, incrs }, values[i] ?? []));
}

function chart(place, { title, value, text, colour, incrs }, values) {
  const style = getComputedStyle(document.documentElement);
  const paint = name => style.getPropertyValue(name).trim();
  const panel = document.createElement("section");
  panel.className = "panel";
  const heading = document.createElement("h2");
  const output = document.createElement("output");
  heading.append(title, output);
  panel.append(heading);
  place.append(panel);
  const axis = { stroke: paint("--muted"), grid: { stroke: paint("--grid") }, ticks: { show: false } };
  const plot = new uPlot({
    width: panel.clientWidth - 36,
    height: HEIGHT,
    legend: { show: false },
    cursor: { drag: { x: false, y: false } },
    scales: { y: { range: (self, least, most) => [0, Math.max(most * 1.15, 1)] } },
    axes: [{ ...axis, size: 28, space: 90, values: (self, ticks) => ticks.map(clockTime) }, { ...axis, size: 76, ...(incrs && { incrs }), values: (self, ticks) => ticks.map(text) }],
    series: [{}, { stroke: paint(colour), width: 2, fill: `${paint(colour)}22`, points: { show: false } }],
  }, [times, values], panel);
  return { panel, plot, values, value, text, output };
}

function clockTime(seconds) {
  return new Date(seconds * 1000).toLocaleTimeString("en-GB");
}

function draw() {
  for (const { plot, values, text, output } of charts) {
    plot.setData([times, values]);
    if (values.length > 0) output.textContent = text(values.at(-1));
  }
}

let due = false;

/** Draws once per frame, because the retained samples arrive in one burst. */
function drawSoon() {
  if (due) return;
  due = true;
  requestAnimationFrame(() => {
    due = false;
    draw();
  });
}

function add(sample) {
  times.push(Date.parse(sample.at) / 1000);
  charts.forEach(chart => chart.values.push(chart.value(sample)));
  if (times.length > KEPT) {
    times.shift();
    charts.forEach(chart => chart.values.shift());
  }
  drawSoon();
}

build();
const reading = new Switch(document.getElementById("switch"), {
  ...showState(document.getElementById("state")),
  message: ({ data }) => add(JSON.parse(data)),
});
reading.open(["performance"], "earliest");

const rebuild = () => {
  build();
  draw();
};
document.addEventListener("themechange", rebuild);
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", rebuild);
addEventListener("resize", () =>
  charts.forEach(({ panel, plot }) =>
    plot.setSize({ width: panel.clientWidth - 36, height: HEIGHT })));
