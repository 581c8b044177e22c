// Tables: median over rounds with its spread, ledger and flags; then each row of each round.
const LEDGER = ["expected", "delivered", "lost", "duplicated", "reordered", "gaps"];

function namesOf(rows, part) {
  return [...new Set(rows.flatMap(row => Object.keys(row[part])))];
}

/** The figures of the scenario's table in a terminal, in its order, and then all others. */
function figuresOf(scenario, rows) {
  const all = namesOf(rows, "figures");
  const first = (columns[scenario] ?? []).map(column => column.figure).filter(figure => all.includes(figure));
  return [...first, ...all.filter(figure => !first.includes(figure))];
}

function scenarioTable(scenario, rows, raw) {
  const parameters = namesOf(rows, "parameters");
  const figures = figuresOf(scenario, rows);
  const head = ["", ...(raw ? ["round"] : []), ...parameters.map(heading), ...figures.map(heading), ...LEDGER];
  const body = raw ? rows.map(row => [row]) : inOrder(groups(rows), parameters);
  return element("div", { class: "scroll" }, element("table", { "data-scenario": scenario },
    element("thead", {}, element("tr", {}, ...head.map(text => element("th", {}, text)))),
    element("tbody", {}, ...body.map(group => tableRow(group, parameters, figures, raw)))));
}

/** PushChannel first, in the usual order; then by each parameter. */
function inOrder(all, parameters) {
  const order = subjects(all.map(group => group[0]));
  const compare = (a, b) => (typeof a === "number" && typeof b === "number" ? a - b : String(a ?? "").localeCompare(String(b ?? "")));
  return all.sort(([a], [b]) => order.indexOf(a.subject) - order.indexOf(b.subject)
    || parameters.reduce((found, name) => found || compare(a.parameters[name], b.parameters[name]), 0));
}

function tableRow(group, parameters, figures, raw) {
  const row = group[0];
  const found = [...new Set(group.flatMap(doubts))];
  return element("tr", { class: found.some(isWrong) ? "wrong" : found.length ? "doubtful" : null, "data-row": raw ? row.index : null },
    // flags are next to the name, which stays visible on a narrow screen
    element("th", {}, subjectTag(row.subject, row), ...doubtTags(found)),
    raw ? element("td", {}, String(row.round)) : null,
    ...parameters.map(name => element("td", {}, row.parameters[name] === undefined ? "" : plainNumber(row.parameters[name]))),
    ...figures.map(name => figureCell(group, name)),
    ...LEDGER.map(name => ledgerCell(group, name)));
}

const plainNumber = value => (typeof value === "number" ? value.toLocaleString("en") : String(value));

function figureCell(group, name) {
  const found = spread(group, name);
  if (found === null) return element("td", {}, "");
  const cell = element("td", { "data-figure": name, "data-value": found.median }, number(found.median));
  if (found.values.length > 1 && found.min !== found.max) cell.append(element("small", {}, `${number(found.min)} to ${number(found.max)}`));
  return cell;
}

function ledgerCell(group, name) {
  const counted = group.filter(row => row.ledger);
  if (counted.length === 0) return element("td", {}, "");
  const sum = counted.reduce((all, row) => all + row.ledger[name], 0);
  return element("td", { "data-ledger": name, class: LOSSES.includes(name) && sum > 0 ? "wrong" : null }, sum.toLocaleString("en"));
}

function showTables() {
  const place = document.getElementById("tables");
  const scenarios = [...new Set(run.rows.map(row => row.scenario))];
  for (const scenario of scenarios) {
    const rows = rowsOf(scenario);
    place.append(element("h3", {}, heading(scenario)));
    const table = scenarioTable(scenario, rows, false);
    place.append(groups(rows).length > 40 ? element("details", {}, element("summary", {}, `${groups(rows).length} rows`), table) : table);
  }
  place.append(element("details", { id: "raw" }, element("summary", {}, `Every row of every round (${run.rows.length})`),
    ...scenarios.flatMap(scenario => [element("h3", {}, heading(scenario)), scenarioTable(scenario, rowsOf(scenario), true)])));
}
