// The cost grid: cells computed from unit costs, and a few measured ones.
const cells = (mode, headers) => (mode === "computed" ? grid : rowsOf("cost"))
  .filter(row => row.parameters.mode === mode && row.parameters.headers === headers);

/** The cells of one technique; T applies to short polling only. */
function cellsOf(mode, headers, subject, test) {
  return cells(mode, headers).filter(row => row.subject === subject && test(row.parameters));
}

/** Above this rate short polling needs fewer requests than long polling: lambda T > 1 + lambda R'. */
function crossoverRate(intervalMillis, roundTripMillis) {
  return 1000 / (intervalMillis - roundTripMillis);
}

/** R' as measured by the run; small compared with every T. */
function roundTripMillis() {
  return rowsOf("cost", has("roundTripMillis"))[0]?.figures.roundTripMillis ?? 0;
}

function unitCost(subject, headers) {
  return rowsOf("cost", row => row.parameters.mode === "unit" && row.subject === subject && row.parameters.headers === headers)[0]?.figures;
}
