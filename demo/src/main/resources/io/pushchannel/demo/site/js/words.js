// The finite stream: starts one, reads it from its beginning, and closes at the end message.
import { request } from "./request.js";
import { showState, Switch } from "./techniques.js";

const words = document.getElementById("words");
const state = document.getElementById("state");
/** Milliseconds between two words; words.html?every=100 is faster. */
const every = new URLSearchParams(location.search).get("every") ?? 1000;
const start = document.getElementById("start");

const reading = new Switch(document.getElementById("switch"), {
  ...showState(state),
  message: ({ data }) => {
    const { word, end } = JSON.parse(data);
    if (end) finish();
    else append(`${word} `);
  },
});

function append(text, kind = "") {
  const span = document.createElement("span");
  span.textContent = text;
  span.className = kind;
  words.append(span);
}

function finish() {
  reading.close();
  append("that was all", "end");
  state.textContent = "ended: closed permanently, no further requests";
  start.disabled = false;
  start.textContent = "Again";
}

start.addEventListener("click", async () => {
  start.disabled = true;
  words.replaceChildren();
  const { result, error } = await request(`/demo/words?every=${every}`, { method: "POST" });
  if (error) {
    state.textContent = error;
    start.disabled = false;
  } else {
    reading.open([result.topic], "earliest");
  }
});
