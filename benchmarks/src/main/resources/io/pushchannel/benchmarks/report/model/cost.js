// The cost grid: cells computed from unit costs, and a few measured ones.
const cells = (mode, heads) =>
  rowsOf("cost", row => row.parameters.mode === mode && row.parameters.heads === heads);

/** The cells of one technique; T applies to short polling only. */
function cellsOf(mode, heads, subject, test) {
  return cells(mode, heads).filter(row => row.subject === subject && test(row.parameters));
}

/** Above this rate short polling needs fewer requests than long polling: lambda T > 1 + lambda R'. */
function crossoverRate(intervalMillis, roundTripMillis) {
  return 1000 / (intervalMillis - roundTripMillis);
}

/** R' as measured by the run; small compared with every T. */
function roundTripMillis() {
  return rowsOf("cost", row => Number.isFinite(row.parameters.roundTripMillis))
    .map(row => row.parameters.roundTripMillis)[0] ?? 0;
}

function unitCost(subject, heads) {
  return rowsOf("cost", row => row.parameters.mode === "unit" && row.subject === subject && row.parameters.heads === heads)[0]?.figures;
}
