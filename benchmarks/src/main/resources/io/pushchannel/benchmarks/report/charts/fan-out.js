// Throughput: deliveries a second against the number of subscribers, under what raw sockets can do.
const fanOutRows = () => rowsOf("fan-out", row => isOurs(row) && has("deliveriesPerSecond")(row));

const fanOutLoad = row => JSON.stringify([row.parameters.burst, row.parameters.payloadBytes, row.parameters.intervalMillis]);

function floorsOf(burst, payloadBytes) {
  const all = rowsOf("floor", row => row.subject === "raw sockets" && has("deliveriesPerSecond")(row) && (row.parameters.payloadBytes ?? payloadBytes) === payloadBytes);
  const framed = all.filter(row => (row.parameters.framing ?? "sse") === "sse");
  // under load a server writes what came meanwhile in one go, several bursts together
  const enough = distinct(framed, "messagesPerWrite").filter(size => size >= burst && size <= burst * 4).at(-1);
  return framed.filter(row => row.parameters.messagesPerWrite === (enough ?? distinct(framed, "messagesPerWrite").at(-1)));
}

const fanOut = {
  id: "fan-out",
  title: "Deliveries per second against subscribers",
  fills: "pushchannel compare",
  choices: () => groups(fanOutRows(), fanOutLoad)
    .map(group => ({ label: fanOutName(group[0].parameters), value: group }))
    .sort((a, b) => subjects(b.value).length - subjects(a.value).length || b.value[0].parameters.burst - a.value[0].parameters.burst),
  legend: rows => [...subjects(rows).map(subject => ({ subject })), { label: "floor: raw sockets, the same bytes", dashed: true }],
  option(rows) {
    const floors = floorsOf(rows[0].parameters.burst, rows[0].parameters.payloadBytes);
    const counts = distinct([...rows, ...floors], "subscribers");
    const at = (found, x) => medianOf(found.filter(row => row.parameters.subscribers === x), "deliveriesPerSecond");
    const few = counts.length < 3;
    const make = few ? barSeries : (subject, data) => lineSeries(subject, data, { connectNulls: true });
    const series = subjects(rows).map(t => make(t, counts.map(x => at(rows.filter(row => row.subject === t), x))));
    return {
      xAxis: xAxis("category", "subscribers", { data: counts.map(count => count.toLocaleString("en")) }),
      yAxis: yAxis("value", "deliveries per second"),
      series: [...series, floorSeries(counts.map(x => at(floors, x)), few)],
    };
  },
  caption(rows) {
    const share = t => medianOf(rows.filter(row => row.subject === t), "shareOfFloor");
    const shares = TRANSPORTS.filter(t => share(t) !== null).map(t => `${nameOf(t)} ${Math.round(share(t) * 100)} %`);
    const floors = floorsOf(rows[0].parameters.burst, rows[0].parameters.payloadBytes);
    const limited = floors.some(row => row.flags.includes("client-bound")) ? "; there the client was the limit, so it is higher still" : "";
    return "One event loop, one bus; the load client shares the machine. The dashed line is a plain loop that writes the same bytes to as many raw sockets, "
      + `${distinct(floors, "messagesPerWrite").join(" or ") || "some"} messages a write${limited}. `
      + (shares.length ? `Of such a floor, round by round: ${shares.join(", ")}. ` : "") + "That share survives a noisy machine; the absolute numbers do not.";
  },
};

function floorSeries(data, few) {
  const c = colours();
  const style = { color: c.soft, type: "dashed", width: 2 };
  return few
    ? { type: "bar", name: "floor: raw sockets", data, barMaxWidth: 46, itemStyle: { color: "transparent", borderColor: c.soft, borderType: "dashed", borderWidth: 1.5 } }
    : { type: "line", name: "floor: raw sockets", data, symbol: "none", connectNulls: true, lineStyle: style, itemStyle: { color: c.soft } };
}

function fanOutName(p) {
  return [p.burst && `bursts of ${p.burst}`, p.payloadBytes && `${p.payloadBytes} B`, p.intervalMillis && `T = ${interval(p.intervalMillis)}`].filter(Boolean).join(", ");
}
