// Counts received, repeated and lost messages of a lane by their numbers, and measures latencies.

const SAMPLES = 2000;

/** The counts of one client. Each run of the demo numbers its samples from 1 when publishing. */
export class Account {
  constructor(ledger) {
    this.ledger = ledger;
    this.run = null;
    this.last = 0;
    this.announced = false;
  }

  /** Counts a sample published at `at` and received at `now`, both in milliseconds since 1970. */
  received({ run, n, at }, now) {
    const isFirst = this.run === null;
    if (run !== this.run) this.last = 0; // another run numbers from 1 again
    this.run = run;
    if (n <= this.last) {
      this.ledger.repeated++;
      return;
    }
    const missing = isFirst ? 0 : n - this.last - 1;
    if (this.announced) this.ledger.gone += missing;
    else this.ledger.lost += missing;
    this.announced = false;
    this.last = n;
    this.ledger.add(at, now - at);
  }

  gap() {
    this.announced = true;
    this.ledger.gaps++;
  }
}

/**
 * The totals of a lane, and its last 2,000 latencies. Only messages published since the last reset
 * count, because earlier ones were sent with other settings.
 */
export class Ledger {
  constructor() {
    this.clear(0);
  }

  /** Resets everything at the moment `at`. */
  clear(at) {
    this.since = at;
    this.messages = 0;
    this.lost = 0;
    this.gone = 0;
    this.gaps = 0;
    this.repeated = 0;
    this.clearLatencies(at);
  }

  /** Resets the latencies at the moment `at`, and keeps the totals. */
  clearLatencies(at) {
    this.latenciesSince = at;
    this.latencies = new Float64Array(SAMPLES);
    this.measured = 0;
    this.latest = undefined;
  }

  add(at, latency) {
    if (at < this.since) return;
    this.messages++;
    this.latest = latency;
    if (at < this.latenciesSince) return;
    this.latencies[this.measured % SAMPLES] = latency;
    this.measured++;
  }

  /** Returns the given quantiles of the latencies, each undefined while there is no latency. */
  quantiles(...shares) {
    const size = Math.min(this.measured, SAMPLES);
    const sorted = this.latencies.slice(0, size).sort();
    return shares.map(share => sorted[Math.min(size - 1, Math.floor(share * size))]);
  }

  /** Returns the mean latency, or undefined while there is no latency. */
  mean() {
    const size = Math.min(this.measured, SAMPLES);
    return size === 0 ? undefined : this.latencies.slice(0, size).reduce((sum, latency) => sum + latency, 0) / size;
  }
}

/** Counts the traffic of a lane, including headers and framing. */
export class WireCount {
  constructor() {
    this.open = new Set();
    this.clear();
  }

  /** Forgets the open connections, because restarted taps number theirs from 1 again. */
  forgetConnections() {
    this.open.clear();
  }

  clear() {
    this.requests = 0;
    this.up = 0;
    this.down = 0;
    this.made = this.open.size;
  }

  add({ kind, up, bytes, connection }) {
    if (kind === "CLOSED") {
      this.open.delete(connection);
    } else if (kind === "REQUEST" && !this.open.has(connection)) {
      this.open.add(connection);
      this.made++;
    }
    if (kind === "REQUEST") this.requests++;
    if (up) this.up += bytes;
    else this.down += bytes;
  }
}
