// What many devices take, as formulas over what was measured. N devices, H seconds between heartbeats.

export const ASSUMPTIONS = [
  { name: "devices", title: "N devices", value: 1_000_000 },
  { name: "heartbeat", title: "H, a heartbeat every (s)", value: 60 },
  { name: "messages", title: "m, messages a device and day", value: 20 },
  { name: "size", title: "L, bytes a message on the wire", value: 250 },
];

/** Measured: heap of an idle WebSocket, and kernel memory of its socket (docs/figures.properties). */
const BYTES_PER_CONNECTION = 2400 + 4000;
/** RFC 6455: a ping of 2 bytes down, a masked pong of 6 up; and TCP/IP heads of 40, twice two packets. */
const BYTES_PER_HEARTBEAT = 2 + 6 + 4 * 40;
/** Measured: an empty short poll with HTTP/1.1 heads (transport-shortpoll/README.md). */
const BYTES_PER_POLL = 300;
/** Measured: deliveries a second of one event loop when each is a write of its own (benchmarks/README.md). */
const DELIVERIES_PER_LOOP = 250_000;
/** The largest number of connections that the benchmarks held at one time on one server. */
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
    unit: "a second",
  },
  {
    title: "Traffic of heartbeats",
    formula: "N / H × (2 ping + 6 pong + 4 × 40 TCP/IP)",
    of: ({ devices, heartbeat }) => (devices / heartbeat) * BYTES_PER_HEARTBEAT,
    unit: "bytes/s",
  },
  {
    title: "The same by short polling every H",
    formula: "N / H × 300 bytes a poll, as its README says",
    of: ({ devices, heartbeat }) => (devices / heartbeat) * BYTES_PER_POLL,
    unit: "bytes/s",
  },
  {
    title: "Deliveries, ten times the mean at peak",
    formula: "10 × N × m / 86,400 s",
    of: ({ devices, messages }) => (PEAK * devices * messages) / DAY,
    unit: "a second",
  },
  {
    title: "Traffic of messages at peak",
    formula: "the line above × (L + 40 TCP/IP)",
    of: ({ devices, messages, size }) => ((PEAK * devices * messages) / DAY) * (size + 40),
    unit: "bytes/s",
  },
  {
    title: "A message to all, one event loop",
    formula: "N / 250,000 deliveries a second, measured with a write for each",
    of: ({ devices }) => devices / DELIVERIES_PER_LOOP,
    unit: "s",
  },
  {
    title: "Log for a day offline",
    formula: "N × m × (L + 150 bytes of a retained message)",
    of: ({ devices, messages, size }) => devices * messages * (size + 150),
    unit: "bytes",
  },
  {
    title: "Servers of a size that was tried",
    formula: "N / 10,000 connections, the most that the benchmarks held on one",
    of: ({ devices }) => Math.ceil(devices / MEASURED_CONNECTIONS),
    unit: "",
  },
];
