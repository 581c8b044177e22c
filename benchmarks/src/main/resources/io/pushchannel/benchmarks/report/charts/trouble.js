// Failures: all clients reconnect at once, clients were disconnected, clients do not read.
const STEPS = [["half50Millis", "half"], ["back95Millis", "95 %"], ["backAllMillis", "all"]];

const single = rows => (rows.length === 0 ? [] : groups(rows, row => row.parameters.subscribers).reverse()
  .map(group => ({ label: loadName(group[0]) || "all", order: orderOf(group[0], ["subscribers", "ratePerSecond", "payloadBytes"]), value: group })));

const storm = {
  id: "storm",
  title: "All connections cut at once: how soon they are back",
  fills: "pushchannel compare --standard",
  choices: () => single(rowsOf("storm", row => isOurs(row) && has("backAllMillis")(row))),
  legend: rows => subjects(rows).map(subject => ({ subject })),
  option: rows => ({
    xAxis: xAxis("category", "share of the clients that receive messages again", { data: STEPS.map(([, label]) => label) }),
    yAxis: yAxis("value", "ms after the cut"),
    series: subjects(rows).map(t => barSeries(t, STEPS.map(([figure]) => medianOf(rows.filter(row => row.subject === t), figure)))),
  }),
  caption: rows => `${lossesOf(rows)} Most of the time is the random pause of the clients, so that they do not all reconnect together.`,
};

const resume = {
  id: "resume",
  title: "Catching up after an absence",
  fills: "pushchannel compare --standard",
  choices: () => groups(rowsOf("resume", row => isOurs(row) && has("messagesPerSecond")(row)), row => row.parameters.subscribers).reverse()
    .map(group => ({ label: subscribersName(group[0].parameters.subscribers), order: [group[0].parameters.subscribers], value: group })),
  legend: rows => subjects(rows).map(subject => ({ subject })),
  option(rows) {
    const missed = distinct(rows, "missed");
    if (missed.length < 2) {
      return {
        xAxis: xAxis("category", "messages missed by each client", { data: missed.map(count => count.toLocaleString("en")) }),
        yAxis: yAxis("value", "messages per second"),
        series: subjects(rows).map(t => barSeries(t, [medianOf(rows.filter(row => row.subject === t), "messagesPerSecond")])),
      };
    }
    const series = subjects(rows).map(t => lineSeries(t, line(rows.filter(row => row.subject === t), "missed", "messagesPerSecond")));
    return {
      xAxis: xAxis("log", "messages missed by each client, logarithmic", decades(missed)),
      yAxis: yAxis("log", "messages per second, logarithmic", decades(series.flatMap(one => one.data.map(([, y]) => y)))),
      series,
    };
  },
  caption: rows => `${lossesOf(rows)} The client holds the cursor and the log is the queue, so a reconnect costs one read, regardless of the number of clients.`,
};

const slow = {
  id: "slow",
  title: "Some clients stop reading: what the others notice",
  fills: "pushchannel compare --standard",
  choices: () => single(rowsOf("slow", row => isOurs(row) && has("p99Millis")(row))),
  legend: () => [{ label: "alone", opacity: 0.4 }, { label: "beside clients that do not read" }],
  option(rows) {
    const all = subjects(rows);
    const bars = (figure, name, opacity) => ({
      type: "bar", name, barMaxWidth: 46,
      data: all.map(t => ({ value: medianOf(rows.filter(row => row.subject === t), figure), itemStyle: { color: colours().of(t), opacity } })),
    });
    return {
      xAxis: xAxis("category", "", { data: all.map(nameOf), axisLabel: { color: colours().soft, interval: 0 } }),
      yAxis: yAxis("value", "99th percentile, ms"),
      series: [bars("aloneP99Millis", "alone", 0.4), bars("p99Millis", "beside clients that do not read", 1)],
    };
  },
  caption(rows) {
    const worst = Math.max(...subjects(rows).map(t => medianOf(rows.filter(row => row.subject === t), "ratio") ?? 0));
    return `At most ${number(worst)} times the latency. A client that does not read costs the server one cursor: no other client waits for it and nothing is queued for it.`;
  },
};

function lossesOf(rows) {
  const delivered = rows.reduce((sum, row) => sum + (row.ledger?.delivered ?? 0), 0);
  const wrong = rows.reduce((sum, row) => sum + LOSSES.reduce((all, loss) => all + (row.ledger?.[loss] ?? 0), 0), 0);
  return wrong === 0
    ? `Of ${delivered.toLocaleString("en")} deliveries none was lost, repeated or out of order.`
    : `FAILED: ${wrong.toLocaleString("en")} messages were lost, repeated or out of order, see the table.`;
}
