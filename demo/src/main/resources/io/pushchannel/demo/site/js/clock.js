// Estimates the server's clock. Latency is the time between publishing on the server and receiving
// in the page, so both must use the same clock. On one machine they do; the offset is for others.

const PROBES = 5;
const PERIOD = 30_000;

let offset = 0; // the applied offset
let estimated = 0;
let best = Infinity;
/** A sample counts if its round trip is shorter than the best one times this factor. */
const TOLERANCE = 1.5;

/** Returns the current time of the server's clock, in milliseconds since 1970. */
export function now() {
  return performance.timeOrigin + performance.now() + offset;
}

/** Returns R, the shortest measured round trip, in milliseconds. */
export function roundTrip() {
  return Number.isFinite(best) ? best : 0;
}

/** Requests the server's time. The shorter the round trip, the smaller the error. */
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
  // ignore an offset within the estimation error: on one machine both use the same clock
  offset = Math.abs(estimated) > best / 2 ? estimated : 0;
}

/** Repeats the measurement, because operating systems adjust their clocks. */
export function keepSynchronised() {
  setInterval(() => synchronise().catch(() => {}), PERIOD);
}
