// The page's elements, without markup in strings: what a run says can never become markup.
function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== null && value !== undefined) made.setAttribute(name, value);
  }
  made.append(...children.filter(child => child !== null && child !== undefined));
  return made;
}

/** A subject's name behind a swatch of its colour. */
function subjectTag(subject, row) {
  const tag = element("span", { class: "subject" }, element("i", { class: "swatch", style: "background:" + cssColour(subject) }), nameOf(subject));
  if (row && row.kind !== "transport") tag.append(element("small", {}, " " + heading(row.kind)));
  return tag;
}

/** What is doubtful about a figure, for all to see. */
function doubtTags(found) {
  return found.map(doubt => element("span", { class: isWrong(doubt) ? "flag wrong" : "flag" }, doubt));
}
