// Peers compared with PushChannel, as ratios within a round, which are stable on a noisy machine.
const PEER_FIGURES = [["deliveriesPerSecond", "deliveries per second"], ["cpuMicrosPerDelivery", "CPU per delivery"], ["meanMillis", "mean latency"], ["p99Millis", "99th percentile"], ["heapBytesPerConnection", "heap per connection"]];

/** PushChannel's row of the same round, parameters and technique. */
function counterpart(peer) {
  const technique = peer.subject.toLowerCase().includes("websocket") ? "websocket" : "sse";
  const same = Object.entries(loadParameters(peer));
  return rowsOf(peer.scenario, row => isOurs(row) && row.subject === technique && row.round === peer.round && same.every(([name, value]) => row.parameters[name] === undefined || row.parameters[name] === value))[0];
}

function ratios(figure, parameters) {
  return run.rows
    .filter(row => row.kind === "peer" && has(figure)(row) && peerLoad(row) === parameters)
    .map(row => ({ subject: row.subject, ratio: row.figures[figure] / counterpart(row)?.figures[figure], wrong: doubts(row).length > 0 }))
    .filter(found => Number.isFinite(found.ratio));
}

/** Properties of the peer itself are not part of the load. */
function loadParameters(row) {
  const { versions, ...parameters } = row.parameters;
  return parameters;
}

function peerLoad(row) {
  return row.scenario + ": " + Object.entries(loadParameters(row)).map(([name, value]) => `${words(name)} ${value}`).join(", ");
}

const peers = {
  id: "peers",
  title: "Other servers beside PushChannel",
  fills: "pushchannel compare --peers",
  choices: () => PEER_FIGURES.flatMap(([figure, label]) =>
    [...new Set(run.rows.filter(row => row.kind === "peer").map(peerLoad))]
      .sort((a, b) => b.localeCompare(a, "en", { numeric: true }))
      .filter(load => ratios(figure, load).length > 0)
      .map(load => ({ label: `${label}, ${load}`, value: { figure, label, load } }))),
  legend: () => [{ label: "median of the rounds' ratios; dots are rounds" }, { label: "ours", dashed: true }],
  option({ figure, label, load }) {
    const found = ratios(figure, load);
    const names = [...new Set(found.map(one => one.subject))].sort((a, b) => ratioOf(found, a) - ratioOf(found, b));
    const c = colours();
    return {
      grid: { left: 134, right: 24, top: 12, bottom: 48 },
      tooltip: { ...frame({}).tooltip, trigger: "item" },
      yAxis: axis("category", "", { data: names, axisLabel: { color: c.soft, lineHeight: 14, width: 124, overflow: "break", formatter: name => `${name}\n×${number(ratioOf(found, name))}` } }),
      xAxis: xAxis("value", `times ours: ${label}`, { min: 0, max: Math.max(1.2, Math.ceil(Math.max(...found.map(one => one.ratio)) * 1.1)), axisLabel: { color: c.soft, formatter: value => "×" + short(value) } }),
      series: [
        { type: "bar", name: "median", data: names.map(name => ratioOf(found, name)), barMaxWidth: 26, itemStyle: { color: c.of("peer"), opacity: 0.6 },
          markLine: { ...dashedLine("ours", { xAxis: 1 }) } },
        { type: "scatter", name: "round", data: found.map(one => [one.ratio, one.subject]), symbolSize: 7, itemStyle: { color: c.text } },
      ],
    };
  },
  caption: ({ figure }) => "Each figure is divided by ours of the same round, on the same machine, with the same client, bytes and subscribers; "
    + (figure.includes("PerSecond") ? "below 1 is fewer than ours." : "above 1 is more than ours.") + " The table lists the losses of peers.",
};

function ratioOf(found, subject) {
  return median(found.filter(one => one.subject === subject).map(one => one.ratio));
}
