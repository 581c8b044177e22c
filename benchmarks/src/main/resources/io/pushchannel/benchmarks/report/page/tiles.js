// A few numbers for each technique, under the same load.
const usualLatency = () => loads(latencyRows())[0]?.value ?? [];

function tileFigures(subject) {
  const calm = usualLatency().filter(row => row.subject === subject);
  // of several intervals, the one whose bytes were counted as well
  const T = distinct(calm.filter(has("requestsPerMessage")), "intervalMillis").at(-1) ?? distinct(calm, "intervalMillis").at(-1);
  const latency = calm.filter(row => row.parameters.intervalMillis === T);
  const loaded = usualFanOut().filter(row => row.subject === subject);
  const idle = rowsOf("idle", row => row.subject === subject);
  const kept = PARTS.map(([figure]) => medianOf(idle, figure)).filter(value => value !== null);
  return [
    ["mean latency" + withT(T), medianOf(latency, "meanMillis"), value => number(value) + " ms"],
    ["99th percentile" + withT(T), medianOf(latency, "p99Millis"), value => number(value) + " ms"],
    ["requests per message" + withT(T), medianOf(latency, "requestsPerMessage"), number],
    ["bytes per message, up" + withT(T), medianOf(latency, "bytesUpPerMessage"), value => number(value) + " B"],
    ["bytes per message, down" + withT(T), medianOf(latency, "bytesDownPerMessage"), value => number(value) + " B"],
    ["deliveries per second" + (POLLING.includes(subject) ? ", next poll at once" : ""), medianOf(loaded, "deliveriesPerSecond"), value => short(value)],
    ["memory, idle connection", kept.length ? kept.reduce((a, b) => a + b) : null, value => short(value) + "B"],
  ];
}

const POLLING = ["shortpoll", "longpoll"];

const withT = T => (T ? `, T = ${interval(T)}` : "");

/** The fan-out rows of the load shared by most techniques; of several, the heaviest. */
function usualFanOut() {
  const key = row => JSON.stringify([row.parameters.burst, row.parameters.payloadBytes, row.parameters.subscribers]);
  const found = groups(fanOutRows().filter(row => !row.parameters.intervalMillis && row.parameters.burst > 0), key);
  const weight = group => [subjects(group).length, group[0].parameters.burst, group[0].parameters.subscribers];
  return found.sort((a, b) => weight(b).map((value, i) => value - weight(a)[i]).find(difference => difference !== 0) ?? 0)[0] ?? [];
}

function tilesCaption() {
  const latency = usualLatency()[0];
  const loaded = usualFanOut()[0];
  return [latency && `Latency, requests and bytes: ${loadName(latency)}`, loaded && `deliveries: ${subscribersName(loaded.parameters.subscribers)}, ${fanOutName(loaded.parameters)}, as fast as possible`].filter(Boolean).join("; ") + ".";
}

function showTiles() {
  document.getElementById("tiles").after(element("p", { class: "caption", id: "tiles-caption" }, tilesCaption()));
  document.getElementById("tiles").append(...TRANSPORTS.map(subject => element("article", { class: "tile", style: "border-top-color:" + cssColour(subject) },
    element("h2", {}, nameOf(subject)),
    element("dl", {}, ...tileFigures(subject).flatMap(([label, value, format]) => value === null ? [] : [element("dt", {}, label), element("dd", {}, format(value))])))));
}
