// Statistics over rounds: the median and the spread.
function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** A figure over several rows, or null if none of them has it. */
function spread(rows, figure) {
  const values = rows.map(row => row.figures[figure]).filter(Number.isFinite);
  return values.length === 0
    ? null
    : { median: median(values), min: Math.min(...values), max: Math.max(...values), values };
}

function medianOf(rows, figure) {
  return spread(rows, figure)?.median ?? null;
}

/** The points of a line: the median for each value of a parameter. */
function line(rows, parameter, figure) {
  return distinct(rows, parameter)
    .map(x => [x, medianOf(rows.filter(row => row.parameters[parameter] === x), figure)])
    .filter(([, y]) => y !== null);
}

/** One point for each round, to show the spread behind a median. */
function points(rows, parameter, figure) {
  return rows.filter(has(figure)).map(row => [row.parameters[parameter], row.figures[figure]]);
}
