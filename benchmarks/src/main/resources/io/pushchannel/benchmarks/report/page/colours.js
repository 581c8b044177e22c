// One colour for each transport; the rest is grey. report.css has the light and dark values.
const cssColour = subject => (TRANSPORTS.includes(subject) ? "var(--" + subject + ")" : "var(--other)");

const SYMBOLS = { shortpoll: "circle", longpoll: "diamond", sse: "rect", websocket: "triangle" };

function colours() {
  const style = getComputedStyle(document.documentElement);
  const read = name => style.getPropertyValue("--" + name).trim();
  return {
    of: subject => read(TRANSPORTS.includes(subject) ? subject : "other"),
    text: read("text"), soft: read("soft"), rule: read("rule"), card: read("card"),
  };
}
