// The server's cost: memory per idle connection, CPU time per delivery.
const PARTS = [["heapBytesPerConnection", "heap"], ["directBytesPerConnection", "direct"], ["kernelBytesPerConnection", "kernel"]];

const memory = {
  id: "memory",
  title: "Memory of one idle connection",
  fills: "pushchannel compare --standard",
  choices: () => {
    const rows = rowsOf("idle", has("heapBytesPerConnection"));
    return rows.length === 0 ? [] : [{ label: "", value: rows }];
  },
  legend: () => PARTS.map(([, label], i) => ({ label, opacity: 1 - i * 0.33 })),
  option(rows) {
    const all = subjects(rows);
    return {
      xAxis: xAxis("category", "", { data: all.map(nameOf), axisLabel: { color: colours().soft, interval: 0 } }),
      yAxis: yAxis("value", "bytes per connection"),
      series: PARTS.map(([figure, part], i) => ({
        type: "bar", stack: "memory", name: part, barMaxWidth: 70,
        data: all.map(t => ({ value: medianOf(rows.filter(row => row.subject === t), figure) ?? 0, itemStyle: { color: colours().of(t), opacity: 1 - i * 0.33 } })),
      })),
    };
  },
  caption(rows) {
    const total = t => PARTS.reduce((sum, [figure]) => sum + (medianOf(rows.filter(row => row.subject === t), figure) ?? 0), 0);
    const most = Math.max(...rows.map(row => row.parameters.connections ?? 0));
    return `A slope over up to ${most.toLocaleString("en")} connections, not a total divided by them: ${subjects(rows).map(t => `${nameOf(t)} ${short(total(t))}B`).join(", ")}. `
      + "There is no session, no queue and no buffer behind an idle reader, only its cursor and its socket.";
  },
};

function cpuChoices() {
  const rows = rowsOf("fan-out", row => isOurs(row) && has("cpuMicrosPerDelivery")(row));
  const loaded = groups(rows, row => row.parameters.subscribers).reverse()
    .map(group => ({ label: `${subscribersName(group[0].parameters.subscribers)}, as fast as possible`, order: [0, group[0].parameters.subscribers], value: { rows: group, by: "burst" } }));
  const calm = loads(latencyRows().filter(has("cpuMicrosPerDelivery"))).map(choice => ({ label: choice.label, order: [1, ...choice.order], value: { rows: choice.value, by: "intervalMillis" } }));
  return [...loaded, ...calm];
}

const cpu = {
  id: "cpu",
  title: "CPU of the server for one delivery",
  fills: "pushchannel compare",
  choices: cpuChoices,
  legend: ({ rows }) => subjects(rows).map(subject => ({ subject })),
  option({ rows, by }) {
    const steps = by === "burst" ? distinct(rows, by) : [undefined];
    const value = (t, step) => medianOf(rows.filter(row => row.subject === t && (step === undefined || row.parameters[by] === step)), "cpuMicrosPerDelivery");
    return {
      grid: { left: 8, right: 16, top: 24, bottom: 34, containLabel: true },
      xAxis: xAxis("category", by === "burst" ? "messages published at once" : "", { data: steps.map(step => String(step ?? "")) }),
      yAxis: yAxis("value", "µs per delivery"),
      series: subjects(rows).map(t => barSeries(t, steps.map(step => value(t, step)), { label: { show: true, position: "top", color: colours().soft, fontSize: 11, formatter: item => short(item.value) } })),
    };
  },
  caption: () => "A message is encoded once and a burst is sent in one write, so deliveries share most of their cost, the system call. A poll costs a request and a response, regardless of the messages in it.",
};
