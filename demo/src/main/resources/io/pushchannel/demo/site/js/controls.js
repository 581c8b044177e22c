// The buttons and sliders above the lanes.
import { count } from "./format.js";

/** What the rate slider's places stand for, in messages a second. */
const RATES = [0, 0.5, 1, 2, 5, 10, 20, 50, 100, 200];

/** Asks the server to do something; what goes wrong is told in the page. */
export async function ask(what, query = {}, body = undefined) {
  say("");
  const answer = await fetch(`/demo/${what}?${new URLSearchParams(query)}`, { method: "POST", body });
  const told = await answer.json();
  if (!answer.ok) say(told.detail);
  return answer.ok ? told : null;
}

/** Shows a sentence under the controls. */
export function say(text) {
  document.getElementById("say").textContent = text;
}

const byId = id => document.getElementById(id);

function rateQuery() {
  return {
    perMinute: Math.round(RATES[byId("rate").value] * 60),
    bytes: byId("size").value,
  };
}

/** Wires the controls that the server acts on. */
export function wireServerControls() {
  byId("publish-form").addEventListener("submit", event => {
    event.preventDefault();
    ask("publish", {}, byId("text").value || "hello");
  });
  byId("burst").addEventListener("click", () => ask("burst", { messages: byId("burst-size").value }));
  byId("rate").addEventListener("input", showRate);
  byId("rate").addEventListener("change", () => ask("rate", rateQuery()));
  byId("size").addEventListener("change", () => ask("rate", rateQuery()));
  byId("cut").addEventListener("click", () => ask("cut"));
  byId("restart").addEventListener("click", async event => {
    const button = event.currentTarget;
    button.disabled = true;
    const restarted = ask("restart");
    say("The server says goodbye and closes; a new bus begins, with a new epoch and an empty log…");
    await restarted;
    button.disabled = false;
  });
}

function showRate() {
  const rate = RATES[byId("rate").value];
  byId("rate-value").textContent = rate === 0 ? "none" : `${rate} /s`;
  byId("rate").setAttribute("aria-valuetext", `${rate} messages a second`);
}

/** Moves the controls to where the server is, maybe because another page moved it. */
export function showState(state) {
  const nearest = RATES.reduce((best, rate, i) =>
    Math.abs(rate - state.rate) < Math.abs(RATES[best] - state.rate) ? i : best, 0);
  if (document.activeElement !== byId("rate")) byId("rate").value = nearest;
  byId("size").value = String(state.size);
  showRate();
  byId("bus").textContent =
    `epoch ${state.epoch} · keeps ${count(state.retained)} messages, a minute · heartbeat ${state.heartbeat / 1000} s`;
}
