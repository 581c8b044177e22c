// The cost grid: cells worked out from unit costs, and a few that were run.
const cells = (mode, heads) =>
  rowsOf("cost", row => row.parameters.mode === mode && row.parameters.heads === heads);

/** The cells of one technique; T concerns short polling only. */
function cellsOf(mode, heads, subject, test) {
  return cells(mode, heads).filter(row => row.subject === subject && test(row.parameters));
}

/** From this rate on short polling needs fewer requests than long polling: lambda T > 1 + lambda R'. */
function crossoverRate(intervalMillis, roundTripMillis) {
  return 1000 / (intervalMillis - roundTripMillis);
}

/** R', as the run measured it; it hardly matters beside any T. */
function roundTripMillis() {
  return rowsOf("cost", row => Number.isFinite(row.parameters.roundTripMillis))
    .map(row => row.parameters.roundTripMillis)[0] ?? 0;
}

function unitCost(subject, heads) {
  return rowsOf("cost", row => row.parameters.mode === "unit" && row.subject === subject && row.parameters.heads === heads)[0]?.figures;
}
