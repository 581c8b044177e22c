// Events at irregular times: each visit to an address publishes one.
import { request } from "./request.js";
import { showState, Switch } from "./techniques.js";

const SHOWN = 50;

const list = document.getElementById("events");
const summary = document.getElementById("summary");
let last = null;
let received = 0;

function add({ eventType, at }) {
  const moment = Date.parse(at);
  const item = document.createElement("li");
  const name = document.createElement("strong");
  name.textContent = eventType;
  const when = document.createElement("span");
  when.className = "when";
  const seconds = ((moment - last) / 1000).toFixed(1);
  const pause = last === null ? "" : `${seconds} s after the previous event · `;
  when.textContent = `${pause}received ${Math.max(0, Date.now() - moment)} ms after the visit`;
  item.append(name, when);
  list.prepend(item);
  while (list.children.length > SHOWN) list.lastElementChild.remove();
  last = moment;
  received++;
  summary.textContent = `${received} ${received === 1 ? "event" : "events"}, the latest: ${eventType}.`;
}

const reading = new Switch(document.getElementById("switch"), {
  ...showState(document.getElementById("state")),
  message: ({ data }) => add(JSON.parse(data)),
});
reading.open(["events"], "latest");

document.getElementById("address").textContent = `${location.origin}/demo/trigger?eventType=customer`;
for (const button of document.querySelectorAll("button[data-event]")) {
  button.addEventListener("click", async () => {
    const { error } = await request(`/demo/trigger?eventType=${button.dataset.event}`);
    if (error) summary.textContent = error;
  });
}
