// Counts a lane's messages by their numbers: received, repeated, lost, announced by a gap; and latencies.

const SAMPLES = 2000;

/** One client's account. Each run of the demo numbers its samples from 1 in the order of publishing. */
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
    if (run !== this.run) this.last = 0; // another run has numbers of its own
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
 * A lane's sums, and its last 2,000 latencies. Only messages published since the last reset count: one
 * published before would show the settings of that time.
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

  /** Resets the latencies at the moment `at`, and keeps the sums. */
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

  /** The latencies at these shares of the way from best to worst; undefined while there is none. */
  quantiles(...shares) {
    const size = Math.min(this.measured, SAMPLES);
    const sorted = this.latencies.slice(0, size).sort();
    return shares.map(share => sorted[Math.min(size - 1, Math.floor(share * size))]);
  }

  /** The mean latency; undefined while there is none. */
  mean() {
    const size = Math.min(this.measured, SAMPLES);
    return size === 0 ? undefined : this.latencies.slice(0, size).reduce((sum, latency) => sum + latency, 0) / size;
  }
}

/** What went over a lane's wire, heads and framing included. */
export class WireCount {
  constructor() {
    this.open = new Set();
    this.clear();
  }

  /** Forgets the open connections: the taps that numbered them are gone. */
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
