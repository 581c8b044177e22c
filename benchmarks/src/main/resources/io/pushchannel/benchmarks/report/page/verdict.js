// The first statement: did every message arrive? Doubtful rows are counted here and listed below.
function showVerdict() {
  const place = document.getElementById("verdict");
  const ours = run.rows.filter(row => row.ledger && row.kind !== "peer");
  const expected = ours.reduce((all, row) => all + row.ledger.expected, 0).toLocaleString("en");
  const wrong = ours.filter(isLossy);
  place.append(wrong.length === 0
    ? element("p", { class: "verdict good" }, `Of ${expected} deliveries none was lost, repeated or out of order.`)
    : element("p", { class: "verdict bad" }, `FAILED: of ${expected} deliveries ${lossesIn(wrong)}: ${rowNames(wrong)}.`));
  const doubtful = run.rows.filter(row => doubts(row).length > 0).length;
  if (doubtful > 0) place.append(element("p", { class: "caption" }, `${doubtful} of ${run.rows.length} rows are doubtful: `, element("a", { href: "#doubts" }, "reasons"), "."));
}

/** One line for each kind of flag, with the flag of the worst row. */
function showDoubts() {
  const place = document.getElementById("doubts");
  const others = run.rows.filter(row => row.kind === "peer" && isLossy(row));
  if (others.length > 0) place.append(warning("messages lost by others", `${lossesIn(others)}: ${rowNames(others)}`));
  const kinds = new Set(run.rows.flatMap(row => row.flags).filter(flag => !isWrong(flag)).map(kindOf));
  for (const kind of kinds) {
    const rows = run.rows.filter(row => row.flags.some(flag => kindOf(flag) === kind));
    const [worst] = [...rows].sort((a, b) => (b.figures.publishDelayP99Millis ?? 0) - (a.figures.publishDelayP99Millis ?? 0));
    place.append(warning(worst.flags.find(flag => kindOf(flag) === kind), `${rows.length === 1 ? "1 row" : rows.length + " rows"}: ${rowNames(rows)}`));
  }
}

/** A flag without its details in brackets. */
const kindOf = flag => flag.split(" (")[0];

const isLossy = row => row.ledger !== null && LOSSES.some(loss => row.ledger[loss] > 0);

const lossesIn = rows => LOSSES.map(loss => `${rows.reduce((all, row) => all + row.ledger[loss], 0).toLocaleString("en")} ${loss}`).join(", ");

const warning = (title, text) => element("p", { class: "verdict warn" }, element("b", {}, title), `: ${text}.`);

/** Names of the rows, with rounds merged; the tables contain all rows. */
function rowNames(rows) {
  const names = [...new Set(rows.map(row => `${heading(row.scenario)} of ${nameOf(row.subject)}${loadOf(row)}`))];
  return names.slice(0, 6).join("; ") + (names.length > 6 ? `; and ${names.length - 6} more` : "");
}

function loadOf(row) {
  const p = row.parameters;
  const parts = [p.subscribers && `${short(p.subscribers)} subscriber${p.subscribers === 1 ? "" : "s"}`, p.burst && `bursts of ${p.burst}`, p.intervalMillis && `T = ${interval(p.intervalMillis)}`, p.missed && `${short(p.missed)} missed`].filter(Boolean);
  return parts.length ? ` (${parts.join(", ")})` : "";
}
