// Where and how it was measured, without which a figure says little; and what was noisy.
function facts(title, map) {
  const entries = Object.entries(map).filter(([, value]) => value !== null && value !== "");
  return entries.length === 0 ? null : element("div", { class: "facts" }, element("h2", {}, title),
    element("dl", {}, ...entries.flatMap(([name, value]) => [element("dt", {}, heading(name)), element("dd", {}, plain(value))])));
}

const plain = value => (Array.isArray(value) ? value.join(", ") : typeof value === "object" ? JSON.stringify(value) : String(value));

function showSetting() {
  const place = document.getElementById("setting");
  place.append(...[facts("Where", run.environment), facts("What was asked for", run.plan)].filter(Boolean));
  place.append(element("div", { class: "facts" }, element("h2", {}, "Noise, and what did not run"),
    run.notes.length === 0 ? element("p", {}, "Nothing was noticed.") : element("ul", {}, ...run.notes.map(note => element("li", {}, note)))));
}
