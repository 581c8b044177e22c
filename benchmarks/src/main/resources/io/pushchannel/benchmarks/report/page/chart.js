// A chart's card: title, choices, drawing, caption. Redrawn when the width or the colour scheme changes.
const drawn = [];

/**
 * chart = { id, title, choices(): [{ label, value }], option(value), caption(value), legend(value), fills }.
 * Without a choice there is no data, and one line says which run would bring it.
 */
function chartCard(chart) {
  const choices = chart.choices();
  const card = element("article", { class: "card", id: chart.id }, element("h3", {}, chart.title));
  if (choices.length === 0) {
    card.classList.add("missing");
    card.append(element("p", { class: "caption" }, "Not measured in this run. ", element("code", {}, chart.fills), " would fill it."));
    return card;
  }
  const legend = element("p", { class: "legend" });
  const unit = element("p", { class: "unit" });
  const canvas = element("div", { class: "canvas", role: "img", "aria-label": chart.title });
  const caption = element("p", { class: "caption" });
  const show = value => {
    legend.replaceChildren(...chart.legend(value).map(legendEntry));
    caption.textContent = chart.caption(value);
    canvas.draw = () => draw(canvas, unit, chart.option(value));
    if (canvas.isConnected) canvas.draw();
  };
  if (choices.length > 1) card.append(choiceOf(choices, show));
  card.append(legend, unit, canvas, caption);
  show(choices[0].value);
  drawn.push(canvas);
  return card;
}

function choiceOf(choices, show) {
  const select = element("select", { "aria-label": "what to show" }, ...choices.map((choice, i) => element("option", { value: i }, choice.label)));
  select.addEventListener("change", () => show(choices[select.value].value));
  return element("p", { class: "choice" }, select);
}

/** entry = { subject } or { label, dashed, faint }. */
function legendEntry(entry) {
  const style = "border-color:" + (entry.subject ? cssColour(entry.subject) : "var(--soft)") + (entry.opacity ? ";opacity:" + entry.opacity : "");
  return element("span", {}, element("i", { class: entry.dashed ? "stroke dashed" : "stroke", style }), entry.label ?? nameOf(entry.subject));
}

/** The name of the vertical axis stands above the drawing, where it takes no width on a phone. */
function draw(canvas, unit, option) {
  unit.textContent = option.yAxis.name;
  option.yAxis.name = "";
  const chart = echarts.getInstanceByDom(canvas) ?? echarts.init(canvas, null, { renderer: "svg" });
  chart.setOption(frame(option), { notMerge: true });
  chart.resize();
}

const redrawAll = () => drawn.forEach(canvas => canvas.draw());
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", redrawAll);
addEventListener("resize", redrawAll);
addEventListener("beforeprint", redrawAll);
