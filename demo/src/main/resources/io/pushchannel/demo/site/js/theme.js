// Runs before anything is drawn, so that a chosen theme does not flash. Not a module for that reason.
document.documentElement.dataset.theme = localStorage.getItem("theme") ?? "auto";
