// What a lane's clients heard: numbers without holes, how late, and what was missing.

const SAMPLES = 2000;

/** One client's account. Samples are numbered from 1 in the order of publishing. */
export class Account {
  constructor(ledger) {
    this.ledger = ledger;
    this.last = 0;
    this.announced = false;
  }

  heard(n, latency) {
    if (this.last !== 0 && n <= this.last) {
      this.ledger.repeated++;
      return;
    }
    const missing = this.last === 0 ? 0 : n - this.last - 1;
    if (this.announced) this.ledger.gone += missing;
    else this.ledger.lost += missing;
    this.announced = false;
    this.last = n;
    this.ledger.add(latency);
  }

  gap() {
    this.announced = true;
    this.ledger.gaps++;
  }
}

/** A lane's sums, and its latencies: the last 2,000. */
export class Ledger {
  constructor() {
    this.clear();
  }

  clear() {
    this.messages = 0;
    this.lost = 0;
    this.gone = 0;
    this.gaps = 0;
    this.repeated = 0;
    this.latencies = new Float64Array(SAMPLES);
    this.latest = undefined;
  }

  add(latency) {
    this.latencies[this.messages % SAMPLES] = latency;
    this.messages++;
    this.latest = latency;
  }

  /** The latencies at these shares of the way from best to worst; undefined while there is none. */
  quantiles(...shares) {
    const size = Math.min(this.messages, SAMPLES);
    const sorted = this.latencies.slice(0, size).sort();
    return shares.map(share => sorted[Math.min(size - 1, Math.floor(share * size))]);
  }

  mean() {
    const size = Math.min(this.messages, SAMPLES);
    return this.latencies.slice(0, size).reduce((sum, latency) => sum + latency, 0) / size;
  }
}

/** What went over a lane's wire, heads and framing included. */
export class WireCount {
  constructor() {
    this.open = new Set();
    this.clear();
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
