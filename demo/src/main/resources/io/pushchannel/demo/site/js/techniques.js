// The switch of the examples' pages: which technique carries the messages. Changing it goes on after the
// last message heard, by another technique: the cursor is the same for all four.
import { read, TECHNIQUES } from "./reader.js";

const POLL_EVERY = 1000;
const HOLD = 20_000;

/**
 * Puts the switch on the page, and keeps one reader going by what is chosen.
 *
 * @param place where to put it
 * @param listener as read takes it, and connecting() before each connection to a technique
 */
export class Switch {
  constructor(place, listener) {
    this.listener = listener;
    this.technique = "sse";
    this.reader = null;
    place.append(this.build(place.dataset.name ?? "technique"));
  }

  build(name) {
    const set = document.createElement("fieldset");
    set.className = "techniques";
    const legend = document.createElement("legend");
    legend.textContent = "carried by";
    set.append(legend);
    for (const [technique, title] of Object.entries(TECHNIQUES)) {
      const label = document.createElement("label");
      const radio = document.createElement("input");
      radio.type = "radio";
      radio.name = name;
      radio.value = technique;
      radio.checked = technique === this.technique;
      radio.addEventListener("change", () => this.choose(technique));
      label.append(radio, title);
      set.append(label);
    }
    return set;
  }

  choose(technique) {
    this.technique = technique;
    if (this.reader) this.open(this.topics, this.close());
  }

  /** Reads these topics from now on, after a cursor. */
  open(topics, after) {
    this.close();
    this.topics = topics;
    const options = { after, interval: () => POLL_EVERY, wait: () => HOLD };
    this.listener.connecting?.();
    this.reader = read(this.technique, "/push", topics, options, this.listener);
  }

  /** Reads no more; returns the cursor, to go on after it. */
  close() {
    const reader = this.reader;
    this.reader = null;
    reader?.stop();
    return reader?.cursor;
  }
}

/** Shows in words how a reader is doing. */
export function showState(element) {
  return {
    connecting: () => { element.textContent = "connecting…"; },
    open: () => { element.textContent = "connected"; },
    waiting: () => { element.textContent = "connecting again…"; },
  };
}
