// Creates elements without markup in strings, so that text of a run never becomes markup.
function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== null && value !== undefined) made.setAttribute(name, value);
  }
  made.append(...children.filter(child => child !== null && child !== undefined));
  return made;
}

/** A subject's name after a swatch of its colour. */
function subjectTag(subject, row) {
  const tag = element("span", { class: "subject" }, element("i", { class: "swatch", style: "background:" + cssColour(subject) }), nameOf(subject));
  if (row && row.kind !== "transport") tag.append(element("small", {}, " " + heading(row.kind)));
  return tag;
}

/** The reasons to doubt a figure, shown next to it. */
function doubtTags(found) {
  return found.map(doubt => element("span", { class: isWrong(doubt) ? "flag wrong" : "flag" }, doubt));
}
