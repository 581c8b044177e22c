// The run of run.json, the percentiles of its histograms, the computed cost, and the columns of tables.
const { run, curves, grid, columns } = JSON.parse(document.getElementById("run").textContent);
run.rows.forEach((row, index) => { row.index = index; });

const TRANSPORTS = ["shortpoll", "longpoll", "sse", "websocket"];
const NAMES = { shortpoll: "short polling", longpoll: "long polling", sse: "SSE", websocket: "WebSocket" };

const nameOf = subject => NAMES[subject] ?? subject;

/** The rows of a scenario that have a figure. */
function rowsOf(scenario, test = () => true) {
  return run.rows.filter(row => row.scenario === scenario && test(row));
}

const isOurs = row => row.kind === "transport";
const has = figure => row => Number.isFinite(row.figures[figure]);

/** The distinct values of a parameter in ascending order. */
function distinct(rows, parameter) {
  const values = new Set(rows.map(row => row.parameters[parameter]).filter(value => value !== undefined));
  return [...values].sort((a, b) => (typeof a === "number" ? a - b : String(a).localeCompare(String(b))));
}

/** Groups of rows that differ only in the round, in the order of their first rows. */
function groups(rows, key = row => row.subject + JSON.stringify(row.parameters)) {
  const found = new Map();
  for (const row of rows) {
    const name = key(row);
    if (!found.has(name)) found.set(name, []);
    found.get(name).push(row);
  }
  return [...found.values()];
}

/** PushChannel first, in the usual order, then the others by name. */
function subjects(rows) {
  const all = [...new Set(rows.map(row => row.subject))];
  return [...TRANSPORTS.filter(t => all.includes(t)), ...all.filter(s => !TRANSPORTS.includes(s)).sort()];
}

const LOSSES = ["lost", "duplicated", "reordered"];

/** Reasons to doubt a row's figures: its flags, and a ledger that is not clean. */
function doubts(row) {
  const wrong = row.ledger ? LOSSES.filter(loss => row.ledger[loss] > 0) : [];
  return [...new Set([...wrong, ...row.flags])];
}

const isWrong = doubt => LOSSES.includes(doubt);
