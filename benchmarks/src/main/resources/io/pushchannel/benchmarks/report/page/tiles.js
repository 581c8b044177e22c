// The run in a few numbers for each technique.
const usualLatency = () => loads(latencyRows())[0]?.value ?? [];

function tileFigures(subject) {
  const calm = usualLatency().filter(row => row.subject === subject);
  // of several intervals the one whose bytes were counted, too
  const T = distinct(calm.filter(has("requestsPerMessage")), "intervalMillis").at(-1) ?? distinct(calm, "intervalMillis").at(-1);
  const latency = calm.filter(row => row.parameters.intervalMillis === T);
  const loaded = fanOutRows().filter(row => row.subject === subject);
  const idle = rowsOf("idle", row => row.subject === subject);
  const kept = PARTS.map(([figure]) => medianOf(idle, figure)).filter(value => value !== null);
  const most = groups(loaded).map(group => medianOf(group, "deliveriesPerSecond"));
  return [
    ["mean latency" + (T ? `, T = ${interval(T)}` : ""), medianOf(latency, "meanMillis"), value => number(value) + " ms"],
    ["99th percentile", medianOf(latency, "p99Millis"), value => number(value) + " ms"],
    ["requests per message", medianOf(latency, "requestsPerMessage"), number],
    ["bytes per message, up", medianOf(latency, "bytesUpPerMessage"), value => number(value) + " B"],
    ["bytes per message, down", medianOf(latency, "bytesDownPerMessage"), value => number(value) + " B"],
    ["deliveries per second, at best", most.length ? Math.max(...most) : null, value => short(value)],
    ["memory, idle connection", kept.length ? kept.reduce((a, b) => a + b) : null, value => short(value) + "B"],
  ];
}

function showTiles() {
  document.getElementById("tiles").append(...TRANSPORTS.map(subject => element("article", { class: "tile", style: "border-top-color:" + cssColour(subject) },
    element("h2", {}, nameOf(subject)),
    element("dl", {}, ...tileFigures(subject).flatMap(([label, value, format]) => value === null ? [] : [element("dt", {}, label), element("dd", {}, format(value))])))));
}
