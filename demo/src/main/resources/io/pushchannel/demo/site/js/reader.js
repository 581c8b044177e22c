// Reads topics by any of the four techniques, with nothing but what the browser has: fetch in a loop,
// EventSource, WebSocket. What they share is the cursor: it is what makes coming back safe.

const FIRST_PAUSE = 500;
const LONGEST_PAUSE = 5000;

export const TECHNIQUES = {
  shortpoll: "Short polling",
  longpoll: "Long polling",
  sse: "Server-sent events",
  websocket: "WebSocket",
};

/**
 * Reads until stopped.
 *
 * @param technique one of TECHNIQUES
 * @param base where the server is, without the technique: "/push"
 * @param options after: where to begin; client: names this reader in the query; interval(), wait():
 *     milliseconds, asked for each poll
 * @param listener open(), waiting(), message({id, topic, data}), gap({after, resumed, reason})
 */
export function read(technique, base, topics, options, listener) {
  const reader = new Reader(base, topics, options, listener);
  running.add(reader);
  LOOPS[technique](reader);
  return reader;
}

const running = new Set();

// A browser keeps a page that one has left, for "back", and its connections with it: they would count among
// the six to this host. So a page lets go of them, and begins anew if it is taken out again.
addEventListener("pagehide", () => running.forEach(reader => reader.stop()));
addEventListener("pageshow", event => event.persisted && location.reload());

class Reader {
  constructor(base, topics, options, listener) {
    this.base = base;
    this.topics = topics;
    this.options = options;
    this.listener = listener;
    this.cursor = options.after ?? "latest";
    this.stopped = false;
    this.bound = FIRST_PAUSE;
    this.onStop = () => {};
  }

  /** For good. Nothing is told afterwards. */
  stop() {
    this.stopped = true;
    running.delete(this);
    this.onStop();
  }

  url(technique, more = {}) {
    const query = new URLSearchParams(this.topics.map(topic => ["topic", topic]));
    query.set("after", this.cursor);
    for (const [name, value] of Object.entries({ ...more, client: this.options.client })) {
      if (value !== undefined) query.set(name, value);
    }
    return `${this.base}/${technique}?${query}`;
  }

  opened() {
    this.bound = FIRST_PAUSE;
    if (!this.stopped) this.listener.open?.();
  }

  heard(message) {
    if (this.stopped) return;
    this.cursor = message.id;
    this.listener.message(message);
  }

  missed(gap) {
    if (this.stopped) return;
    this.cursor = gap.resumed;
    this.listener.gap?.(gap);
  }

  /** A random pause, so that clients that lost the same server do not come back as one. */
  async pauseBeforeRetry() {
    if (!this.stopped) this.listener.waiting?.();
    const pause = Math.random() * this.bound;
    this.bound = Math.min(2 * this.bound, LONGEST_PAUSE);
    await this.sleep(pause);
  }

  sleep(millis) {
    return new Promise(resolve => {
      const timer = setTimeout(resolve, millis);
      this.onStop = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  /** One poll; null if it failed. */
  async poll(technique, more, init) {
    const abort = new AbortController();
    this.onStop = () => abort.abort();
    try {
      const answer = await fetch(this.url(technique, more), { signal: abort.signal, ...init });
      if (!answer.ok) throw new Error(`the server answered ${answer.status}`);
      const batch = await answer.json();
      this.opened();
      if (batch.gap) this.missed(batch.gap);
      batch.messages.forEach(message => this.heard(message));
      if (!this.stopped) this.cursor = batch.cursor;
      return batch;
    } catch (failure) {
      if (failure instanceof SyntaxError) throw failure; // not JSON: a fault, not a lost connection
      return null;
    }
  }
}

const FULL_BATCH = 1000;

const LOOPS = {
  /** Asks every T. The browser's own cache adds If-None-Match, because the answer had an ETag. */
  async shortpoll(reader) {
    let due = performance.now();
    while (!reader.stopped) {
      const batch = await reader.poll("shortpoll", {});
      if (batch === null) {
        await reader.pauseBeforeRetry();
        due = performance.now();
      } else if (batch.messages.length < FULL_BATCH) {
        due = Math.max(due + reader.options.interval(), performance.now());
        await reader.sleep(due - performance.now());
      }
    }
  },

  /** Asks again as soon as it is answered; the server holds the question while it has no answer. */
  async longpoll(reader) {
    while (!reader.stopped) {
      const batch = await reader.poll(
        "longpoll", { wait: reader.options.wait() }, { cache: "no-store" });
      if (batch === null) await reader.pauseBeforeRetry();
    }
  },

  /** The browser comes back by itself, with Last-Event-ID, unless it has given up. */
  sse(reader) {
    if (reader.stopped) return;
    const source = new EventSource(reader.url("sse"));
    reader.onStop = () => source.close();
    source.addEventListener("$open", event => {
      reader.cursor = JSON.parse(event.data).cursor;
      reader.opened();
    });
    source.addEventListener("$gap", event => reader.missed(JSON.parse(event.data)));
    for (const topic of reader.topics) {
      source.addEventListener(topic, event =>
        reader.heard({ id: event.lastEventId, topic, data: event.data }));
    }
    source.addEventListener("error", async () => {
      if (source.readyState === EventSource.CLOSED) {
        await reader.pauseBeforeRetry();
        LOOPS.sse(reader);
      } else if (!reader.stopped) {
        reader.listener.waiting?.();
      }
    });
  },

  /** The browser does not come back by itself; the cursor is kept here. */
  websocket(reader) {
    if (reader.stopped) return;
    const address = new URL(reader.url("websocket"), location.href);
    address.protocol = address.protocol === "https:" ? "wss:" : "ws:";
    const socket = new WebSocket(address);
    reader.onStop = () => socket.close();
    socket.addEventListener("message", event => {
      const frame = JSON.parse(event.data);
      if (frame.control === "open") {
        reader.cursor = frame.cursor;
        reader.opened();
      } else if (frame.control === "gap") {
        reader.missed(frame);
      } else if (frame.control === undefined) {
        reader.heard(frame);
      }
    });
    socket.addEventListener("close", async () => {
      if (reader.stopped) return;
      await reader.pauseBeforeRetry();
      LOOPS.websocket(reader);
    });
  },
};
