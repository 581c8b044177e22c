// The buttons and sliders above the lanes.
import { count } from "./format.js";
import { request } from "./request.js";

let state = null;

/** The values of the rate slider, in messages per second. */
const RATES = [0, 0.5, 1, 2, 5, 10, 20, 50, 100, 200];

/** Sends a command to the server. Returns the result, or shows the error and returns null. */
export async function ask(what, query = {}, body = undefined) {
  say("");
  const { result, error } = await request(`/demo/${what}?${new URLSearchParams(query)}`, { method: "POST", body });
  if (error) say(error);
  return result;
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

/** Connects the controls that send commands to the server. */
export function wireServerControls() {
  byId("publish-form").addEventListener("submit", event => {
    event.preventDefault();
    ask("publish", {}, byId("text").value || "hello");
  });
  byId("burst").addEventListener("click", () => ask("burst", { messages: byId("burst-size").value }));
  byId("rate").addEventListener("input", showRate);
  byId("rate").addEventListener("change", setRate);
  byId("size").addEventListener("change", setRate);
  byId("cut").addEventListener("click", () => ask("cut"));
  byId("restart").addEventListener("click", async event => {
    const button = event.currentTarget;
    button.disabled = true;
    const restarted = ask("restart");
    say("The server closes its connections. A new bus starts, with a new epoch and an empty log…");
    await restarted;
    button.disabled = false;
  });
}

/** Sets rate and size; shows those in use again if the server refuses the new ones. */
async function setRate() {
  if (await ask("rate", rateQuery()) === null && state !== null) showRateAndSize();
}

function showRateAndSize() {
  byId("rate").value = RATES.reduce((best, rate, i) =>
    Math.abs(rate - state.rate) < Math.abs(RATES[best] - state.rate) ? i : best, 0);
  byId("size").value = String(state.size);
  showRate();
}

function showRate() {
  const rate = RATES[byId("rate").value];
  byId("rate-value").textContent = rate === 0 ? "none" : `${rate} /s`;
  byId("rate").setAttribute("aria-valuetext", `${rate} messages per second`);
}

/** Updates the controls with the server's state, which another page may have changed. */
export function showState(next) {
  const changed = state === null || state.rate !== next.rate || state.size !== next.size;
  state = next;
  if (changed) showRateAndSize();
  byId("bus").textContent =
    `epoch ${state.epoch} · retains ${count(state.retained)} messages or 1 minute`
    + ` · heartbeat ${state.heartbeat / 1000} s`;
}
