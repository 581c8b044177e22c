// The server's clock, as seen from here: latency is what is between "published at" there and "heard
// at" here, so the two must agree. On one machine they do; the offset also serves others.

const PROBES = 5;
const PERIOD = 30_000;

let offset = 0; // in use
let estimated = 0;
let best = Infinity;
/** A round trip so much longer than the best one tells less of the clock than the best one did. */
const TOLERANCE = 1.5;

/** Now by the server's clock, in milliseconds since 1970. */
export function now() {
  return performance.timeOrigin + performance.now() + offset;
}

/** R, the shortest round trip seen, in milliseconds. */
export function roundTrip() {
  return Number.isFinite(best) ? best : 0;
}

/** Asks the server for the time; an answer after a short round trip errs little. */
export async function synchronise() {
  for (let i = 0; i < PROBES; i++) {
    const sent = performance.now();
    const server = await (await fetch("/demo/clock", { cache: "no-store" })).json();
    const received = performance.now();
    const took = received - sent;
    if (took < TOLERANCE * best) {
      best = Math.min(best, took);
      estimated = server - (performance.timeOrigin + (sent + received) / 2);
    }
  }
  // an offset within the error of the estimate is none: on one machine both read the same clock
  offset = Math.abs(estimated) > best / 2 ? estimated : 0;
}

/** Keeps asking: a machine's clock is corrected now and then. */
export function keepSynchronised() {
  setInterval(() => synchronise().catch(() => {}), PERIOD);
}
