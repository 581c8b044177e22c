// Formulas for the resources of N devices, based on measurements. H: seconds between heartbeats.

export const ASSUMPTIONS = [
  { name: "devices", title: "N devices", value: 1_000_000 },
  { name: "heartbeat", title: "H, heartbeat interval (s)", value: 60 },
  { name: "messages", title: "m, messages per device and day", value: 20 },
  { name: "size", title: "L, bytes per message on the wire", value: 250 },
];

/** Measured: heap and kernel memory of an idle WebSocket (docs/figures.properties). */
const BYTES_PER_CONNECTION = 2400 + 4000;
/** RFC 6455: a ping of 2 bytes, a masked pong of 6 bytes, and four TCP/IP headers of 40 bytes. */
const BYTES_PER_HEARTBEAT = 2 + 6 + 4 * 40;
/** Measured: an empty short poll with HTTP/1.1 headers (transport-shortpoll/README.md). */
const BYTES_PER_POLL = 300;
/** Measured: deliveries per second of one event loop, one write each (docs/benchmarks/results.md). */
const DELIVERIES_PER_LOOP = 250_000;
/** The largest number of concurrent connections to one server in the benchmarks. */
const MEASURED_CONNECTIONS = 10_000;
const DAY = 86_400;
const PEAK = 10;

export const SUMS = [
  {
    title: "Memory for connections",
    formula: "N × (2.4 KB in the process + 4.0 KB in the kernel), measured per idle connection",
    of: ({ devices }) => devices * BYTES_PER_CONNECTION,
    unit: "bytes",
  },
  {
    title: "Heartbeats",
    formula: "N / H",
    of: ({ devices, heartbeat }) => devices / heartbeat,
    unit: "per second",
  },
  {
    title: "Heartbeat traffic",
    formula: "N / H × (2 ping + 6 pong + 4 × 40 TCP/IP)",
    of: ({ devices, heartbeat }) => (devices / heartbeat) * BYTES_PER_HEARTBEAT,
    unit: "bytes/s",
  },
  {
    title: "For comparison: short polling every H",
    formula: "N / H × 300 bytes per poll, see the README of short polling",
    of: ({ devices, heartbeat }) => (devices / heartbeat) * BYTES_PER_POLL,
    unit: "bytes/s",
  },
  {
    title: "Deliveries at peak, ten times the mean",
    formula: "10 × N × m / 86,400 s",
    of: ({ devices, messages }) => (PEAK * devices * messages) / DAY,
    unit: "per second",
  },
  {
    title: "Message traffic at peak",
    formula: "deliveries at peak × (L + 40 TCP/IP)",
    of: ({ devices, messages, size }) => ((PEAK * devices * messages) / DAY) * (size + 40),
    unit: "bytes/s",
  },
  {
    title: "A message to all devices, one event loop",
    formula: "N / 250,000 deliveries per second, measured with one write each",
    of: ({ devices }) => devices / DELIVERIES_PER_LOOP,
    unit: "s",
  },
  {
    title: "Log for one day offline",
    formula: "N × m × (L + 150 bytes of a retained message)",
    of: ({ devices, messages, size }) => devices * messages * (size + 150),
    unit: "bytes",
  },
  {
    title: "Servers of a measured size",
    formula: "N / 10,000 connections, the maximum per server in the benchmarks",
    of: ({ devices }) => Math.ceil(devices / MEASURED_CONNECTIONS),
    unit: "",
  },
];
