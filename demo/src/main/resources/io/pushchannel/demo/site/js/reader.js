// Reads topics with any of the four techniques, using only the browser's fetch, EventSource and
// WebSocket. All of them use a cursor, so that a reconnect continues after the last message.

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
 * @param base address of the server without the technique, for example "/push"
 * @param options after: the cursor to start after; client: identifies this reader in the query;
 *     interval(), wait(): milliseconds, called for each poll
 * @param listener open(), waiting(), message({id, topic, data}), gap({after, resumed, reason})
 */
export function read(technique, base, topics, options, listener) {
  const reader = new Reader(base, topics, options, listener);
  running.add(reader);
  LOOPS[technique](reader);
  return reader;
}

const running = new Set();

// A browser may keep a page that was left, with its connections, for the "back" button. They would
// count towards the limit of six per host. Therefore a page closes its connections when it is left,
// and reloads when it is shown again.
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
    this.onPollNow = () => {};
  }

  /** Polls immediately, so that a changed interval or wait takes effect. Streams ignore it. */
  pollNow() {
    this.onPollNow();
  }

  /** Stops permanently. The listener is not called afterwards. */
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

  received(message) {
    if (this.stopped) return;
    this.cursor = message.id;
    this.listener.message(message);
  }

  missed(gap) {
    if (this.stopped) return;
    this.cursor = gap.resumed;
    this.listener.gap?.(gap);
  }

  /** Waits for a random time, so that clients of a failed server do not reconnect all at once. */
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

  /** Polls once. Returns the batch, or null if the poll failed. */
  async poll(technique, more, init) {
    const batch = await this.fetchBatch(this.url(technique, more), init);
    if (batch === null) return null;
    this.opened();
    if (batch.gap) this.missed(batch.gap);
    batch.messages.forEach(message => this.received(message));
    if (!this.stopped) this.cursor = batch.cursor;
    return batch;
  }

  async fetchBatch(address, init) {
    const abort = new AbortController();
    this.onStop = () => abort.abort();
    try {
      const response = await fetch(address, { signal: abort.signal, ...init });
      if (!response.ok) return null;
      const body = await response.arrayBuffer();
      const batch = JSON.parse(new TextDecoder().decode(body));
      batch.isFull = batch.messages.length >= FULL_MESSAGES || body.byteLength >= FULL_BYTES;
      return batch;
    } catch {
      return null; // the connection failed, or a proxy returned something other than JSON
    }
  }
}

/** The server's limits of a batch. More messages may be waiting after a batch of this size. */
const FULL_MESSAGES = 1000;
const FULL_BYTES = 1 << 20;

const LOOPS = {
  /** Polls every T. The browser's cache adds If-None-Match, because responses have an ETag. */
  async shortpoll(reader) {
    let due = performance.now();
    while (!reader.stopped) {
      const batch = await reader.poll("shortpoll", {});
      if (batch === null) {
        await reader.pauseBeforeRetry();
        due = performance.now();
      } else if (!batch.isFull) {
        due = Math.max(due + reader.options.interval(), performance.now());
        const pause = reader.sleep(due - performance.now());
        reader.onPollNow = reader.onStop;
        await pause;
        due = Math.min(due, performance.now());
      }
    }
  },

  /**
   * Polls again after each response; the server holds the request until there is a message. The first
   * request is not held (wait=0), because only a response shows that the server is reachable.
   */
  async longpoll(reader) {
    let wait = 0;
    while (!reader.stopped) {
      let interrupted = false;
      const poll = reader.poll("longpoll", { wait }, { cache: "no-store" });
      reader.onPollNow = () => {
        interrupted = true;
        reader.onStop();
      };
      const batch = await poll;
      wait = batch === null ? 0 : reader.options.wait();
      if (batch === null && !interrupted) await reader.pauseBeforeRetry();
    }
  },

  /** The browser reconnects with Last-Event-ID. After it has given up, this loop reconnects. */
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
        reader.received({ id: event.lastEventId, topic, data: event.data }));
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

  /** The browser does not reconnect a WebSocket, so this loop reconnects with the cursor. */
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
        reader.received(frame);
      }
    });
    socket.addEventListener("close", async () => {
      if (reader.stopped) return;
      await reader.pauseBeforeRetry();
      LOOPS.websocket(reader);
    });
  },
};
