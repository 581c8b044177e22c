// First of all: did every message arrive, and which rows are not to be believed?
function showVerdict() {
  const place = document.getElementById("verdict");
  const ours = run.rows.filter(row => row.ledger && row.kind !== "peer");
  const expected = ours.reduce((all, row) => all + row.ledger.expected, 0).toLocaleString("en");
  const wrong = ours.filter(isLossy);
  place.append(wrong.length === 0
    ? element("p", { class: "verdict good" }, `Of ${expected} deliveries none was lost, repeated or out of order.`)
    : element("p", { class: "verdict bad" }, `FAILED: of ${expected} deliveries ${lossesIn(wrong)}: ${rowNames(wrong)}.`));
  const others = run.rows.filter(row => row.kind === "peer" && isLossy(row));
  if (others.length > 0) place.append(warning("messages lost by others", `${lossesIn(others)}: ${rowNames(others)}`));
  const flags = new Set(run.rows.flatMap(row => row.flags).filter(flag => !isWrong(flag)));
  for (const flag of flags) {
    const rows = run.rows.filter(row => row.flags.includes(flag));
    place.append(warning(flag, `${rows.length === 1 ? "1 row" : rows.length + " rows"}: ${rowNames(rows)}`));
  }
}

const isLossy = row => row.ledger !== null && LOSSES.some(loss => row.ledger[loss] > 0);

const lossesIn = rows => LOSSES.map(loss => `${rows.reduce((all, row) => all + row.ledger[loss], 0).toLocaleString("en")} ${loss}`).join(", ");

const warning = (title, text) => element("p", { class: "verdict warn" }, element("b", {}, title), `: ${text}.`);

/** Which they are, rounds folded; all of them stand in the tables. */
function rowNames(rows) {
  const names = [...new Set(rows.map(row => `${row.scenario} of ${nameOf(row.subject)}${loadOf(row)}`))];
  return names.slice(0, 6).join("; ") + (names.length > 6 ? `; and ${names.length - 6} more` : "");
}

function loadOf(row) {
  const p = row.parameters;
  const parts = [p.subscribers && `${short(p.subscribers)} subscriber${p.subscribers === 1 ? "" : "s"}`, p.burst && `bursts of ${p.burst}`, p.intervalMillis && `T = ${interval(p.intervalMillis)}`, p.missed && `${short(p.missed)} missed`].filter(Boolean);
  return parts.length ? ` (${parts.join(", ")})` : "";
}
