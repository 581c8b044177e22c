// Three devices with one connection each, and a sender.
import { bytes, count } from "./format.js";
import { SUMS, ASSUMPTIONS } from "./million.js";
import { read } from "./reader.js";
import { request } from "./request.js";
import { Switch } from "./techniques.js";

const DEVICES = [
  { alias: "ann", tags: ["vip", "news"] },
  { alias: "bob", tags: ["news"] },
  { alias: "eve", tags: [] },
];
const SHOWN = 30;
/** Milliseconds after a device comes back within which the missed messages arrive. */
const CATCH_UP = 300;

class Phone {
  constructor({ alias, tags }) {
    this.topics = ["device", `device.alias.${alias}`, ...tags.map(tag => `device.tag.${tag}`)];
    this.cursor = "latest";
    this.reader = null;
    this.catchingUp = false;
    this.element = this.build(alias, tags);
  }

  build(alias, tags) {
    const element = document.createElement("section");
    element.className = "phone";
    element.setAttribute("aria-label", `Device ${alias}`);
    const header = document.createElement("header");
    const name = document.createElement("h2");
    name.textContent = alias;
    this.button = document.createElement("button");
    this.button.addEventListener("click", () => (this.reader ? this.goOffline() : this.comeBack()));
    header.append(name, this.button);
    const about = document.createElement("p");
    about.className = "tags";
    about.textContent = tags.length > 0 ? `tags: ${tags.join(", ")}` : "no tags";
    this.state = document.createElement("p");
    this.state.className = "live";
    this.list = document.createElement("ul");
    this.list.className = "events";
    element.append(header, about, this.state, this.list);
    return element;
  }

  /** Goes online after a time offline, when messages may have been missed. */
  comeBack() {
    this.catchingUp = true;
    this.goOnline();
  }

  goOnline() {
    clearTimeout(this.caughtUp);
    this.caughtUp = null;
    this.missed = 0;
    const options = { after: this.cursor, interval: () => 1000, wait: () => 20_000 };
    this.show("connecting…");
    this.reader = read(technique.technique, "/push", this.topics, options, {
      open: () => this.opened(),
      waiting: () => this.show("reconnecting…"),
      message: message => this.received(message),
      gap: gap => this.add(`gap: messages were lost (${gap.reason})`, "gap"),
    });
    this.display();
  }

  /** Messages within CATCH_UP after coming back are shown as missed. */
  opened() {
    this.show(this.missed > 0 ? this.missedText() : "online");
    if (this.catchingUp) this.caughtUp ??= setTimeout(() => { this.catchingUp = false; }, CATCH_UP);
  }

  received({ topic, data }) {
    if (this.catchingUp) {
      this.missed++;
      this.show(this.missedText());
    }
    this.add(data, this.catchingUp ? "missed" : "", topic.replace(/^device\.?/, "") || "all");
  }

  missedText() {
    return `online, received ${this.missed} missed ${this.missed === 1 ? "message" : "messages"}`;
  }

  goOffline() {
    this.cursor = this.reader.cursor;
    this.reader.stop();
    this.reader = null;
    this.catchingUp = false;
    this.show(`offline, cursor ${this.cursor}`);
    this.display();
  }

  add(text, kind, by = "") {
    const item = document.createElement("li");
    item.className = kind;
    const what = document.createElement("span");
    what.textContent = text;
    const how = document.createElement("span");
    how.className = "when";
    how.textContent = by;
    item.append(what, how);
    this.list.prepend(item);
    while (this.list.children.length > SHOWN) this.list.lastElementChild.remove();
  }

  show(text) {
    this.state.textContent = text;
  }

  display() {
    const online = this.reader !== null;
    this.element.dataset.online = String(online);
    this.button.textContent = online ? "Go offline" : "Go online";
  }
}

const phones = DEVICES.map(device => new Phone(device));
const technique = new Switch(document.getElementById("switch"), {});
technique.choose = name => {
  technique.technique = name;
  for (const phone of phones) {
    if (phone.reader) {
      phone.goOffline();
      phone.goOnline();
    }
  }
};
document.getElementById("phones").append(...phones.map(phone => phone.element));
phones.forEach(phone => phone.goOnline());

document.getElementById("send").addEventListener("submit", async event => {
  event.preventDefault();
  const topic = document.getElementById("to").value;
  const body = document.getElementById("push-text").value;
  const { result, error } = await request(`/push/publish?topic=${topic}`, { method: "POST", body });
  document.getElementById("sent").textContent = error ?? `in the log as ${result.id}`;
});

const values = Object.fromEntries(ASSUMPTIONS.map(({ name, value }) => [name, value]));

function showSums() {
  const rows = SUMS.map(({ title, formula, of, unit }) => {
    const row = document.createElement("tr");
    const heading = document.createElement("th");
    heading.scope = "row";
    heading.textContent = title;
    const how = document.createElement("td");
    how.textContent = formula;
    const result = document.createElement("td");
    const value = of(values);
    result.textContent = unit === "bytes" ? bytes(value)
      : unit === "bytes/s" ? `${bytes(value)}/s` : `${count(value < 10 ? Math.round(value * 100) / 100 : Math.round(value))} ${unit}`;
    row.append(heading, how, result);
    return row;
  });
  document.getElementById("sums").replaceChildren(...rows);
}

for (const { name, title, value } of ASSUMPTIONS) {
  const label = document.createElement("label");
  const input = document.createElement("input");
  input.type = "number";
  input.min = "1";
  input.value = value;
  input.className = "number";
  input.addEventListener("input", () => {
    values[name] = Math.max(1, Number(input.value) || 1);
    showSums();
  });
  label.className = "assumption";
  label.append(title, input);
  document.getElementById("assumptions").append(label);
}
showSums();
