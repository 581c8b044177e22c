// Axes and tooltips shared by the charts.
function axis(type, name, more = {}) {
  const c = colours();
  return {
    type, name,
    nameTextStyle: { color: c.soft, fontSize: 12 },
    axisLine: { show: true, lineStyle: { color: c.rule } },
    axisTick: { lineStyle: { color: c.rule } },
    axisLabel: { color: c.soft, fontSize: 12, formatter: value => (typeof value === "number" ? short(value) : value), hideOverlap: true },
    splitLine: { show: type !== "category", lineStyle: { color: c.rule } },
    minorSplitLine: { show: false },
    ...more,
  };
}

const xAxis = (type, name, more = {}) => axis(type, name, { nameLocation: "middle", nameGap: 30, splitLine: { show: false }, ...more });

const yAxis = axis;

/** Extends the range to whole decades, so that a logarithmic axis has ticks. */
function decades(values) {
  const drawn = values.filter(value => value > 0);
  return {
    min: 10 ** Math.floor(Math.log10(Math.min(...drawn)) + 1e-9),
    max: 10 ** Math.ceil(Math.log10(Math.max(...drawn)) - 1e-9),
  };
}

function frame(option) {
  const c = colours();
  return {
    animation: false,
    textStyle: { fontFamily: "inherit" },
    grid: { left: 8, right: 24, top: 10, bottom: 34, containLabel: true },
    tooltip: {
      trigger: "axis", confine: true, backgroundColor: c.card, borderColor: c.rule,
      textStyle: { color: c.text, fontSize: 12 }, valueFormatter: value => number(Array.isArray(value) ? value[1] : value),
    },
    ...option,
  };
}

function lineSeries(subject, data, more = {}) {
  const colour = colours().of(subject);
  return {
    type: "line", name: nameOf(subject), data, symbol: SYMBOLS[subject] ?? "circle", symbolSize: 8, showAllSymbol: true,
    lineStyle: { width: 2.5, color: colour, ...more.lineStyle }, itemStyle: { color: colour }, ...without(more, "lineStyle"),
  };
}

function without(object, name) {
  const { [name]: _, ...rest } = object;
  return rest;
}

/** Bars of medians, and the rounds as dots on them. */
function barSeries(subject, data, more = {}) {
  return { type: "bar", name: nameOf(subject), data, itemStyle: { color: colours().of(subject) }, barMaxWidth: 46, ...more };
}

function dashedLine(label, at) {
  const c = colours();
  return {
    silent: true, symbol: "none", lineStyle: { color: c.soft, type: "dashed", width: 1.5 },
    label: { color: c.soft, fontSize: 11, position: "insideEndTop", formatter: label }, data: [at],
  };
}
