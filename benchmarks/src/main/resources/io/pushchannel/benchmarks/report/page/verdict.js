// First of all: did every message arrive, and which rows are not to be believed?
function showVerdict() {
  const place = document.getElementById("verdict");
  const counted = run.rows.filter(row => row.ledger);
  const sum = name => counted.reduce((all, row) => all + row.ledger[name], 0);
  const wrong = counted.filter(row => LOSSES.some(loss => row.ledger[loss] > 0));
  const doubtful = groups(run.rows.filter(row => doubts(row).some(doubt => !isWrong(doubt))), row => doubts(row).filter(doubt => !isWrong(doubt)).join(", "));
  place.append(wrong.length === 0
    ? element("p", { class: "verdict good" }, `Of ${sum("expected").toLocaleString("en")} deliveries none was lost, repeated or out of order.`)
    : element("p", { class: "verdict bad" }, `FAILED: ${LOSSES.map(loss => `${sum(loss).toLocaleString("en")} ${loss}`).join(", ")} of ${sum("expected").toLocaleString("en")} deliveries, in ${wrong.map(rowName).join("; ")}.`));
  for (const group of doubtful) {
    const found = doubts(group[0]).filter(doubt => !isWrong(doubt)).join(", ");
    place.append(element("p", { class: "verdict warn" }, element("b", {}, found), `: ${group.length === 1 ? "1 row" : group.length + " rows"}: ${[...new Set(group.map(rowName))].slice(0, 6).join("; ")}${new Set(group.map(rowName)).size > 6 ? "; ..." : ""}.`));
  }
}

function rowName(row) {
  const p = Object.entries(row.parameters).filter(([name]) => ["subscribers", "burst", "intervalMillis", "missed"].includes(name)).map(([name, value]) => `${words(name)} ${value}`);
  return `${row.scenario} of ${nameOf(row.subject)}${p.length ? " (" + p.join(", ") + ")" : ""}${row.round > 1 ? ", round " + row.round : ""}`;
}
