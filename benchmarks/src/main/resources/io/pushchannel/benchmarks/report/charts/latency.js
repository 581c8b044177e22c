// Latency: by percentile, and against the interval of short polling.
function latencyRows() {
  return rowsOf("latency", row => isOurs(row) && has("meanMillis")(row));
}

const load = row => JSON.stringify([row.parameters.subscribers, row.parameters.ratePerSecond, row.parameters.payloadBytes]);

function loadName(row) {
  const p = row.parameters;
  return [p.subscribers && subscribersName(p.subscribers), p.ratePerSecond && perSecond(p.ratePerSecond), p.payloadBytes && `${p.payloadBytes} B`].filter(Boolean).join(", ");
}

const subscribersName = count => `${count.toLocaleString("en")} subscriber${count === 1 ? "" : "s"}`;

/** One choice for each load, the one with most subjects first. */
function loads(rows) {
  return groups(rows, load)
    .sort((a, b) => subjects(b).length - subjects(a).length || groups(b).length - groups(a).length)
    .map(group => ({ label: loadName(group[0]), order: orderOf(group[0], ["subscribers", "ratePerSecond", "payloadBytes"]), value: group }));
}

const orderOf = (row, names) => names.map(name => row.parameters[name] ?? 0);

/** One curve for each subject and interval; over rounds the median at each percentile. */
function curvesOf(rows) {
  return groups(rows.filter(row => curves[row.histogram]), row => row.subject + (row.parameters.intervalMillis ?? ""))
    .map(group => {
      const all = group.map(row => curves[row.histogram]);
      const length = Math.min(...all.map(curve => curve.length));
      const data = all[0].slice(0, length).map(([x], i) => [x, median(all.map(curve => curve[i][1]))]).filter(([, y]) => y > 0);
      return { subject: group[0].subject, interval: group[0].parameters.intervalMillis, data };
    });
}

const DASHES = ["solid", [8, 4], [4, 4], [2, 4], [1, 5]];

const percentiles = {
  id: "percentiles",
  title: "Message latency by percentile",
  fills: "pushchannel compare",
  choices: () => loads(latencyRows().filter(row => curves[row.histogram])),
  legend: rows => TRANSPORTS.filter(t => subjects(rows).includes(t)).map(subject => ({ subject })),
  option(rows) {
    const found = curvesOf(rows);
    const intervals = distinct(rows, "intervalMillis").reverse();
    return {
      xAxis: xAxis("log", "percentile", { min: 1, axisLabel: { color: colours().soft, formatter: percentileName } }),
      yAxis: yAxis("log", "ms, logarithmic", decades(found.flatMap(curve => curve.data.map(([, y]) => y)))),
      tooltip: { ...frame({}).tooltip, formatter: percentileTip },
      series: found.map(curve => lineSeries(curve.subject, curve.data, {
        name: nameOf(curve.subject) + (curve.interval && intervals.length > 1 ? ", T = " + interval(curve.interval) : ""),
        symbol: "none",
        lineStyle: { type: curve.interval ? DASHES[intervals.indexOf(curve.interval) % DASHES.length] : "solid" },
        endLabel: { show: Boolean(curve.interval && intervals.length > 1), color: colours().soft, fontSize: 11, formatter: "T = " + interval(curve.interval ?? 0) },
        labelLayout: { hideOverlap: true, moveOverlap: "shiftY" },
      })),
      grid: { left: 8, right: intervals.length > 1 ? 78 : 16, top: 10, bottom: 34, containLabel: true },
    };
  },
  caption(rows) {
    const p99 = subject => medianOf(rows.filter(row => row.subject === subject), "p99Millis");
    const streams = TRANSPORTS.filter(t => t !== "shortpoll" && p99(t) !== null).map(t => `${nameOf(t)} ${number(p99(t))} ms`);
    return `99th percentile: ${streams.join(", ")}. A message for short polling waits for the next poll, evenly distributed between 0 and T. `
      + "Latency is counted from the intended time of sending, so it includes the delay of a late publisher.";
  },
};

function percentileName(x) {
  return x <= 1 ? "0" : +(100 - 100 / x).toFixed(6) + " %";
}

function percentileTip(items) {
  return percentileName(items[0].value[0]).replace(/(\.\d\d\d)\d+/, "$1") + items.map(item => "<br>" + item.marker + echarts.format.encodeHTML(item.seriesName) + " <b>" + number(item.value[1]) + " ms</b>").join("");
}

const againstInterval = {
  id: "against-interval",
  title: "Mean latency against the poll interval T",
  fills: "pushchannel compare",
  choices: () => loads(latencyRows()).filter(choice => distinct(choice.value, "intervalMillis").length > 0),
  legend: rows => [...TRANSPORTS.filter(t => subjects(rows).includes(t)).map(subject => ({ subject })), { label: "theory: T/2 + R/2", dashed: true }],
  option(rows) {
    const polling = rows.filter(row => row.subject === "shortpoll");
    const intervals = distinct(polling, "intervalMillis");
    const ends = intervals.length > 1 ? [intervals[0], intervals.at(-1)] : [intervals[0] / 2, intervals[0] * 2];
    const flat = TRANSPORTS.filter(t => t !== "shortpoll" && subjects(rows).includes(t))
      .map(t => lineSeries(t, ends.map(x => [x, medianOf(rows.filter(row => row.subject === t), "meanMillis")]), { symbol: "none" }));
    const measured = lineSeries("shortpoll", line(polling, "intervalMillis", "meanMillis"));
    const rounds = { type: "scatter", name: "rounds", data: points(polling, "intervalMillis", "meanMillis"), symbolSize: 5, itemStyle: { color: colours().of("shortpoll"), opacity: 0.5 }, silent: true, tooltip: { show: false } };
    const theory = { type: "line", name: "theory", data: theoryLine(polling, ends), symbol: "none", lineStyle: { color: colours().text, type: "dashed", width: 1.5 }, itemStyle: { color: colours().soft }, z: 5 };
    const all = [theory, ...flat, measured];
    return {
      xAxis: xAxis("log", "T: time between two polls, logarithmic", { ...decadesOrEnds(ends), axisLabel: { color: colours().soft, formatter: interval, hideOverlap: true } }),
      yAxis: yAxis("log", "ms, logarithmic", decades(all.flatMap(series => series.data.map(([, y]) => y)))),
      series: [...all, rounds],
    };
  },
  caption(rows) {
    const polling = rows.filter(row => row.subject === "shortpoll" && row.parameters.intervalMillis);
    const off = polling.map(row => row.figures.meanMillis / (row.figures.theoryMeanMillis ?? row.parameters.intervalMillis / 2));
    return `Short polling takes ${number(Math.min(...off))} to ${number(Math.max(...off))} times the theory of T/2 + R/2. ${othersAgainstTheory(rows)}`
      + "Only short polling depends on T: half of T halves the delay and doubles the requests.";
  },
};

/** "long polling 2.28 ms (theory 1.20), ..." */
function othersAgainstTheory(rows) {
  const found = TRANSPORTS.filter(t => t !== "shortpoll").map(t => rows.filter(row => row.subject === t)).filter(all => medianOf(all, "meanMillis") !== null);
  const text = all => `${nameOf(all[0].subject)} ${number(medianOf(all, "meanMillis"))} ms` + (medianOf(all, "theoryMeanMillis") === null ? "" : ` (theory ${number(medianOf(all, "theoryMeanMillis"))})`);
  return found.length === 0 ? "" : `Means of the others: ${found.map(text).join(", ")}. `;
}

function theoryLine(polling, ends) {
  const found = polling.find(has("theoryMeanMillis"));
  const half = found ? found.figures.theoryMeanMillis - found.parameters.intervalMillis / 2 : 0;
  return ends.map(T => [T, T / 2 + half]);
}

function decadesOrEnds(ends) {
  const { min, max } = decades(ends);
  return ends[0] / min > 3 || max / ends[1] > 3 ? { min: ends[0] / 2, max: ends[1] * 2 } : { min, max };
}
