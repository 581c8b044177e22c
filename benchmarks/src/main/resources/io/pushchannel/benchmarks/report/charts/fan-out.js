// Throughput: deliveries per second, each transport beside its own baseline. The baseline of a stream is a
// plain loop that writes the same bytes to as many raw sockets; polls have none.
const fanOutRows = () => rowsOf("fan-out", row => isOurs(row) && has("deliveriesPerSecond")(row));

const fanOutLoad = row => JSON.stringify([row.parameters.burst, row.parameters.payloadBytes, row.parameters.intervalMillis]);

/** The baseline rows of a transport: its framing, and writes of up to four bursts, as a loaded server does. */
function baselineOf(subject, burst, payloadBytes) {
  const framed = rowsOf("baseline", row => row.subject === "raw sockets" && has("deliveriesPerSecond")(row) && row.parameters.framing === subject
    && (row.parameters.payloadBytes ?? payloadBytes) === payloadBytes);
  const sizes = distinct(framed, "messagesPerWrite");
  const size = sizes.filter(each => each >= burst && each <= burst * 4).at(-1) ?? sizes.at(-1);
  return framed.filter(row => row.parameters.messagesPerWrite === size);
}

const at = (found, subscribers) => found.filter(row => row.parameters.subscribers === subscribers);

/**
 * Median and range of the deliveries of one transport. Where a round has the range of its shares of the
 * baseline, alternating with it, the range is that of the shares; otherwise it is that of the rounds.
 */
function deliveries(rows, baseline) {
  const found = spread(rows, "deliveriesPerSecond");
  const low = spread(rows, "shareOfBaselineLow");
  const base = medianOf(baseline, "deliveriesPerSecond");
  if (found === null) return null;
  return low === null || base === null
    ? { median: found.median, low: found.min, high: found.max, base }
    : { median: found.median, low: low.min * base, high: spread(rows, "shareOfBaselineHigh").max * base, base };
}

const fanOut = {
  id: "fan-out",
  title: "Deliveries per second",
  fills: "pushchannel compare",
  choices: () => groups(fanOutRows(), fanOutLoad)
    .map(group => ({ label: fanOutName(group[0].parameters), order: orderOf(group[0], ["burst", "payloadBytes", "intervalMillis"]), value: group }))
    .sort((a, b) => subjects(b.value).length - subjects(a.value).length || b.value[0].parameters.burst - a.value[0].parameters.burst),
  legend: rows => [...subjects(rows).map(subject => ({ subject })), { label: "baseline of each stream: raw sockets, the same bytes", dashed: true }],
  option(rows) {
    const found = subjects(rows).map(subject => ({
      subject, rows: rows.filter(row => row.subject === subject), baseline: baselineOf(subject, rows[0].parameters.burst, rows[0].parameters.payloadBytes),
    }));
    const counts = distinct(rows, "subscribers");
    return counts.length < 3 ? fanOutBars(found, counts) : fanOutLines(found, counts);
  },
  caption(rows) {
    const share = t => spread(rows.filter(row => row.subject === t), "shareOfBaseline");
    const shares = ["sse", "websocket"].filter(t => share(t) !== null)
      .map(t => `${nameOf(t)} ${Math.round(share(t).median * 100)} %` + shareRange(rows.filter(row => row.subject === t)));
    const baselines = ["sse", "websocket"].flatMap(t => baselineOf(t, rows[0].parameters.burst, rows[0].parameters.payloadBytes));
    return "One event loop, one bus; the load client runs on the same machine. Error bars are the range of the rounds, or of the half seconds that alternate with the baseline. "
      + (shares.length ? `Share of the baseline: ${shares.join(", ")}. ` : "")
      + (baselines.some(row => row.flags.includes("client-bound")) ? "The load client limited a baseline, so its true value is higher. " : "")
      + "Shares are comparable between machines; absolute numbers are not.";
  },
};

function shareRange(rows) {
  const low = spread(rows, "shareOfBaselineLow") ?? spread(rows, "shareOfBaseline");
  const high = spread(rows, "shareOfBaselineHigh") ?? spread(rows, "shareOfBaseline");
  return low.min === high.max ? "" : ` (${Math.round(low.min * 100)} to ${Math.round(high.max * 100)} %)`;
}

/** A bar for each transport and number of subscribers, in a dashed frame that is its baseline. */
function fanOutBars(found, counts) {
  const c = colours();
  const bars = counts.flatMap(count => found.map(one => ({
    label: counts.length > 1 ? `${nameOf(one.subject)}, ${short(count)}` : nameOf(one.subject), subject: one.subject, ...deliveries(at(one.rows, count), at(one.baseline, count)),
  })));
  return {
    xAxis: xAxis("category", counts.length > 1 ? "transport, subscribers" : subscribersName(counts[0]), { data: bars.map(bar => bar.label), axisLabel: { color: c.soft, interval: 0 } }),
    yAxis: deliveriesAxis(bars),
    series: [
      { type: "bar", name: "baseline", barMaxWidth: 70, barGap: "-100%", z: 3, silent: true,
        data: bars.map(bar => ({ value: bar.base, itemStyle: { color: "transparent", borderColor: c.text, borderType: "dashed", borderWidth: 1.5 } })) },
      { type: "bar", name: "measured", barMaxWidth: 70, z: 2, data: bars.map(bar => ({ value: bar.median, itemStyle: { color: c.of(bar.subject) } })),
        markLine: errorBars(bars.map((bar, x) => ({ x, ...bar }))) },
    ],
  };
}

/** A line for each transport, and a dashed line for its baseline. */
function fanOutLines(found, counts) {
  const points = (one, part) => counts.map(count => deliveries(at(one.rows, count), at(one.baseline, count))?.[part] ?? null);
  const ranges = one => counts.map((count, x) => ({ x, ...deliveries(at(one.rows, count), at(one.baseline, count)) }));
  return {
    xAxis: xAxis("category", "subscribers", { data: counts.map(count => count.toLocaleString("en")) }),
    yAxis: deliveriesAxis(found.flatMap(ranges)),
    series: found.flatMap(one => [
      lineSeries(one.subject, points(one, "median"), { connectNulls: true, markLine: errorBars(ranges(one)) }),
      ...(one.baseline.length === 0 ? [] : [lineSeries(one.subject, points(one, "base"), { name: `${nameOf(one.subject)}, baseline`, symbol: "none", connectNulls: true, lineStyle: { type: "dashed", width: 1.5 } })]),
    ]),
  };
}

/** Leaves room for the error bars. */
const deliveriesAxis = values => yAxis("value", "deliveries per second", { max: drawn => Math.max(drawn.max, ...values.map(value => value.high ?? 0)) * 1.05,
  axisLabel: { color: colours().soft, fontSize: 12, showMaxLabel: false, formatter: short } });

/** Vertical lines with a cap at both ends, for values that have a range. */
function errorBars(values) {
  const c = colours();
  const drawn = values.filter(value => value.high > value.low);
  return {
    silent: true, animation: false, symbol: ["rect", "rect"], symbolSize: [9, 1.5], label: { show: false }, lineStyle: { color: c.text, type: "solid", width: 1.5 }, itemStyle: { color: c.text },
    data: drawn.map(value => [{ coord: [value.x, value.low], name: "lowest" }, { coord: [value.x, value.high], name: "highest" }]),
  };
}

function fanOutName(p) {
  return [p.burst && `bursts of ${p.burst}`, p.payloadBytes && `${p.payloadBytes} B`, p.intervalMillis && `T = ${interval(p.intervalMillis)}`].filter(Boolean).join(", ");
}
