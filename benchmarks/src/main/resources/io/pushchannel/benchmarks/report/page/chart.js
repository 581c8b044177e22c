// A chart's card: title, choices, drawing, caption. Redrawn when width or colour scheme changes.
const drawn = [];

const selects = [];
const missing = [];

/**
 * chart = { id, title, choices(): [{ label, order, value }], option(value), caption(value), legend(value), fills }.
 * The first choice is shown first; the list is sorted by order, an array of numbers, or else by label.
 * Without a choice there is no data and no card.
 */
function chartCard(chart) {
  const choices = chart.choices();
  if (choices.length === 0) {
    missing.push(chart);
    return null;
  }
  const card = element("article", { class: "card", id: chart.id }, element("h3", {}, chart.title));
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

/** Selects with the same label are linked: a choice in one applies to all that offer it. */
function choiceOf(choices, show) {
  const sorted = [...choices].sort(inOrderOfChoice);
  const select = element("select", { "aria-label": "what to show" }, ...sorted.map(choice => element("option", {}, choice.label)));
  select.selectedIndex = sorted.indexOf(choices[0]);
  const choose = label => {
    const index = sorted.findIndex(choice => choice.label === label);
    if (index >= 0) {
      select.selectedIndex = index;
      show(sorted[index].value);
    }
  };
  selects.push(choose);
  select.addEventListener("change", () => {
    const { label } = sorted[select.selectedIndex];
    selects.forEach(each => each(label));
  });
  return element("p", { class: "choice" }, select);
}

function inOrderOfChoice(a, b) {
  const differing = (a.order ?? []).findIndex((value, i) => value !== b.order?.[i]);
  return differing < 0 ? a.label.localeCompare(b.label, "en", { numeric: true }) : a.order[differing] - b.order[differing];
}

/** One line for all charts that this run has no data for. */
function missingCharts() {
  const runs = [...new Set(missing.map(chart => chart.fills))];
  return missing.length === 0 ? null : element("p", { class: "caption", id: "unmeasured" }, "Not measured in this run: ",
    ...runs.flatMap((run, i) => [i > 0 ? "; " : "", `${missing.filter(chart => chart.fills === run).map(chart => chart.title).join(", ")} (`, element("code", {}, run), ")"]), ".");
}

/** entry = { subject } or { label, dashed, faint }. */
function legendEntry(entry) {
  const style = "border-color:" + (entry.subject ? cssColour(entry.subject) : "var(--soft)") + (entry.opacity ? ";opacity:" + entry.opacity : "");
  return element("span", {}, element("i", { class: entry.dashed ? "stroke dashed" : "stroke", style }), entry.label ?? nameOf(entry.subject));
}

/** The name of the vertical axis is above the drawing, where it needs no width on a phone. */
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
