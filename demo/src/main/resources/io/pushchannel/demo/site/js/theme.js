// Runs before the first paint, so that the theme does not flash. A module would run too late.
document.documentElement.dataset.theme = localStorage.getItem("theme") ?? "auto";
