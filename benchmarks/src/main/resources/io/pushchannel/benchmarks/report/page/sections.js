// The page, from top to bottom.
const SECTIONS = [
  ["Latency", [percentiles, againstInterval]],
  ["The wire", [bytesOverRate, requestsOverRate, bytesOverInterval, publishedTable]],
  ["Throughput and what it costs the server", [fanOut, cpu, memory]],
  ["When something breaks", [storm, resume, slow]],
  ["Others", [peers]],
];

function showSections() {
  const place = document.getElementById("sections");
  for (const [title, all] of SECTIONS) {
    const cards = all.map(card => (typeof card === "function" ? card() : chartCard(card))).filter(Boolean);
    if (cards.length > 0) place.append(element("section", {}, element("h2", {}, title), element("div", { class: "cards" }, ...cards)));
  }
  place.append(...[missingCharts()].filter(Boolean));
  redrawAll();
}

showVerdict();
showTiles();
showSetting();
showDoubts();
showSections();
showTables();
document.documentElement.dataset.drawn = "true";
