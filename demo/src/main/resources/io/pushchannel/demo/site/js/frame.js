// The bar at the top of every page: navigation and the colour theme.
const LINKS = [
  ["/", "Playground"],
  ["/examples/words.html", "Words"],
  ["/examples/performance.html", "Performance"],
  ["/examples/trigger.html", "Trigger"],
  ["/examples/devices.html", "Devices"],
  ["/lessons/", "Lessons"],
];
const THEMES = { auto: "◐ Auto", light: "☀ Light", dark: "☾ Dark" };

function link([href, text]) {
  const anchor = document.createElement("a");
  anchor.href = href;
  anchor.textContent = text;
  const here = location.pathname;
  if (here === href || (href === "/lessons/" && here.startsWith(href))) {
    anchor.setAttribute("aria-current", "page");
  }
  return anchor;
}

function themeButton() {
  const button = document.createElement("button");
  button.className = "quiet";
  const names = Object.keys(THEMES);
  const show = theme => {
    document.documentElement.dataset.theme = theme;
    button.textContent = THEMES[theme];
    button.setAttribute("aria-label", `Colours: ${theme}. Change`);
    document.dispatchEvent(new Event("themechange"));
  };
  const saved = localStorage.getItem("theme");
  show(names.includes(saved) ? saved : "auto");
  button.addEventListener("click", () => {
    const theme = names[(names.indexOf(document.documentElement.dataset.theme) + 1) % names.length];
    localStorage.setItem("theme", theme);
    show(theme);
  });
  return button;
}

const bar = document.createElement("header");
bar.className = "bar";
const brand = document.createElement("a");
brand.href = "/";
brand.className = "brand";
brand.textContent = "PushChannel";
const nav = document.createElement("nav");
nav.setAttribute("aria-label", "Pages");
nav.append(...LINKS.map(link));
bar.append(brand, nav, themeButton());
document.body.prepend(bar);
// on a narrow screen the links scroll; make the current one visible
const current = nav.querySelector("[aria-current]");
if (current) nav.scrollLeft = current.offsetLeft - nav.offsetLeft;
