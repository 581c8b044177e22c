// The selector of the technique on the example pages. After a change, reading continues after the
// last received message, because all four techniques use the same cursor.
import { read, TECHNIQUES } from "./reader.js";

const POLL_EVERY = 1000;
const HOLD = 20_000;

/**
 * Adds the selector to the page, and runs one reader with the selected technique.
 *
 * @param place the parent element
 * @param listener the listener of read(); its connecting() is called before each start of a reader
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
    legend.textContent = "technique";
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

  /** Starts to read the topics after a cursor. Stops the previous reader. */
  open(topics, after) {
    this.close();
    this.topics = topics;
    const options = { after, interval: () => POLL_EVERY, wait: () => HOLD };
    this.listener.connecting?.();
    this.reader = read(this.technique, "/push", topics, options, this.listener);
  }

  /** Stops the reader. Returns its cursor, or undefined if there was no reader. */
  close() {
    const reader = this.reader;
    this.reader = null;
    reader?.stop();
    return reader?.cursor;
  }
}

/** Returns listener methods that show the state of a reader in an element. */
export function showState(element) {
  return {
    connecting: () => { element.textContent = "connecting…"; },
    open: () => { element.textContent = "connected"; },
    waiting: () => { element.textContent = "reconnecting…"; },
  };
}
