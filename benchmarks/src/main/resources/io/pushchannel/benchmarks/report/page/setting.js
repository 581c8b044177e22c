// Machine, settings and notes of the run.
function facts(title, map) {
  const entries = Object.entries(map).filter(([, value]) => value !== null && value !== "");
  return entries.length === 0 ? null : element("div", { class: "facts" }, element("h2", {}, title),
    element("dl", {}, ...entries.flatMap(([name, value]) => [element("dt", {}, heading(name)), element("dd", {}, plain(value))])));
}

const plain = value => (Array.isArray(value) ? value.join(", ") : typeof value === "object" ? JSON.stringify(value) : String(value));

function showSetting() {
  const place = document.getElementById("setting");
  place.append(...[facts("Machine", run.environment), facts("Settings", run.plan)].filter(Boolean));
  const notes = [...busyNote(), ...run.notes];
  place.append(element("div", { class: "facts", id: "notes" }, element("h2", {}, "Notes"),
    notes.length === 0 ? element("p", {}, "None.") : element("ul", {}, ...notes.map(note => element("li", {}, note)))));
}

/** A load of more than half the cores at the start disturbs every figure. */
function busyNote() {
  const load = parseFloat(run.environment.load);
  const cores = Number(run.environment.cores);
  return load > cores / 2 ? [`The machine was busy at the start: load ${number(load)} on ${cores} core${cores === 1 ? "" : "s"}.`] : [];
}
