// The cost of a message on the wire: bytes and requests, by rate and by interval.
const HEADERS = { small: "small headers", browser: "headers of a browser" };

function wireChoices(parameter, name) {
  return ["small", "browser"].flatMap(headers =>
    distinct(cells("computed", headers).filter(row => row.subject === "shortpoll"), parameter)
      .map(value => ({ label: `${name(value)}, ${HEADERS[headers]}`, order: [headers === "small" ? 0 : 1, value], value: { headers, [parameter]: value }, prefer: wirePreference(parameter, value, headers) })))
    .sort((a, b) => b.prefer - a.prefer);
}

/** The most common case comes first: about one message per second. */
function wirePreference(parameter, value, headers) {
  const usual = parameter === "intervalMillis" ? 1000 : 1;
  return (headers === "browser" ? 100 : 0) - Math.abs(Math.log(value / usual));
}

const wireLegend = () => [...TRANSPORTS.map(subject => ({ subject })), { label: "requests: short polling needs fewer to the right", dashed: true }];

/** Lines are computed, dots are measured. */
function wireSeries(chosen, parameter, figure) {
  const fixed = parameter === "ratePerSecond" ? "intervalMillis" : "ratePerSecond";
  const at = p => p[fixed] === undefined || p[fixed] === chosen[fixed];
  return TRANSPORTS.flatMap(t => {
    const worked = line(cellsOf("computed", chosen.headers, t, at), parameter, figure).filter(([, y]) => y > 0);
    const ran = points(cellsOf("measured", chosen.headers, t, at), parameter, figure).filter(([x, y]) => y > 0 && x !== undefined);
    return [
      lineSeries(t, worked, { symbol: "none", z: 2 }),
      { type: "scatter", name: nameOf(t) + ", run", data: ran, symbol: SYMBOLS[t], symbolSize: 13, z: 3, itemStyle: { color: colours().of(t), borderColor: colours().card, borderWidth: 2 } },
    ];
  });
}


function wireOption(chosen, figure, unit) {
  const series = wireSeries(chosen, "ratePerSecond", figure);
  const rates = series.flatMap(one => one.data.map(([x]) => x));
  const crossover = crossoverRate(chosen.intervalMillis, roundTripMillis());
  if (crossover >= Math.min(...rates) && crossover <= Math.max(...rates)) {
    series[0].markLine = dashedLine("λT = 1 + λR′", { xAxis: crossover });
  }
  return {
    xAxis: xAxis("log", "λ: messages per second, logarithmic", decades(rates)),
    yAxis: yAxis("log", unit, decades(series.flatMap(one => one.data.map(([, y]) => y)))),
    series,
  };
}

function cellAt(chosen, subject, rate, figure) {
  const found = cellsOf("computed", chosen.headers, subject, p => p.ratePerSecond === rate && (p.intervalMillis ?? chosen.intervalMillis) === chosen.intervalMillis);
  return found[0]?.figures[figure];
}

const HOW = "Lines are computed from the exact bytes of one poll, one batch and one event; large dots were measured, with every byte and request counted.";

const bytesOverRate = {
  id: "bytes-over-rate",
  title: "Bytes per message against the rate",
  fills: "pushchannel compare",
  choices: () => wireChoices("intervalMillis", T => "T = " + interval(T)),
  legend: wireLegend,
  option: chosen => wireOption(chosen, "bytesPerMessage", "B per message, both ways, logarithmic"),
  caption(chosen) {
    const [rare, often] = [0.1, 100].map(rate => cellAt(chosen, "shortpoll", rate, "bytesPerMessage") / cellAt(chosen, "sse", rate, "bytesPerMessage"));
    return `When messages are rare, most short polls return no message: at 0.1 messages/s short polling takes ${number(rare)} times the bytes of SSE, at 100 messages/s ${number(often)} times, `
      + `because one poll then returns many. Long polling pays two sets of headers for nearly every message at any rate. ${HOW}`;
  },
};

const requestsOverRate = {
  id: "requests-over-rate",
  title: "Requests per message against the rate",
  fills: "pushchannel compare",
  choices: () => wireChoices("intervalMillis", T => "T = " + interval(T)),
  legend: () => wireLegend().filter(entry => entry.subject !== "sse" && entry.subject !== "websocket"),
  option: chosen => wireOption(chosen, "requestsPerMessage", "requests per message, logarithmic"),
  caption(chosen) {
    const rate = crossoverRate(chosen.intervalMillis, roundTripMillis());
    return `Short polling needs 1/(λT) requests for a message, long polling 1/(1 + λR′). So once λT > 1 + λR′, here from ${perSecond(+rate.toPrecision(3))} on, short polling sends fewer. `
      + "SSE and WebSocket need one request for a connection and none for a message, which no logarithmic axis can show.";
  },
};

const bytesOverInterval = {
  id: "bytes-over-interval",
  title: "Bytes per message against the poll interval T",
  fills: "pushchannel compare",
  choices: () => wireChoices("ratePerSecond", perSecond),
  legend: () => TRANSPORTS.map(subject => ({ subject })),
  option(chosen) {
    const intervals = distinct(cells("computed", chosen.headers), "intervalMillis");
    const series = TRANSPORTS.map(t => {
      const found = cellsOf("computed", chosen.headers, t, p => p.ratePerSecond === chosen.ratePerSecond);
      const flat = t === "shortpoll" ? line(found, "intervalMillis", "bytesPerMessage") : intervals.map(T => [T, medianOf(found, "bytesPerMessage")]);
      return lineSeries(t, flat, { symbol: t === "shortpoll" ? SYMBOLS[t] : "none" });
    });
    return {
      xAxis: xAxis("log", "T: time between two polls, logarithmic", { min: intervals[0], max: intervals.at(-1), axisLabel: { color: colours().soft, formatter: interval, hideOverlap: true } }),
      yAxis: yAxis("log", "B per message, both ways, logarithmic", decades(series.flatMap(one => one.data.map(([, y]) => y)))),
      series,
    };
  },
  caption: () => "A shorter T reduces the delay of short polling and raises its cost in proportion, until messages arrive as often as polls. The other three do not depend on T.",
};
