// The page, from top to bottom.
const SECTIONS = [
  ["Latency", [percentiles, againstInterval]],
  ["The wire", [bytesOverRate, requestsOverRate, bytesOverInterval, publishedTable]],
  ["Throughput and what it costs the server", [fanOut, cpu, memory]],
  ["When something breaks", [storm, resume, slow]],
  ["Others", [peers]],
];

function showSections() {
  document.getElementById("sections").append(...SECTIONS.map(([title, cards]) => element("section", {},
    element("h2", {}, title),
    element("div", { class: "cards" }, ...cards.map(card => (typeof card === "function" ? card() : chartCard(card)))))));
  redrawAll();
}

showVerdict();
showTiles();
showSetting();
showSections();
showTables();
document.documentElement.dataset.drawn = "true";
