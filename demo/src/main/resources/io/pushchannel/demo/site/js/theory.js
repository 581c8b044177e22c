// Predicts the latency and the requests of each technique. Messages form a Poisson stream of lambda
// per second. R is a round trip, T the interval between two polls. Times are in milliseconds.
import { ratio, timeText } from "./format.js";

const half = roundTrip => roundTrip / 2;

const THEORIES = {
  shortpoll: ({ interval, roundTrip, lambda }) => ({
    mean: interval / 2 + half(roundTrip),
    formula: "T/2 + R/2",
    worst: `at most T = ${timeText(interval)}`,
    requests: lambda > 0 ? 1000 / (lambda * interval) : Infinity,
    requestsFormula: "1/(λT)",
  }),
  longpoll: ({ roundTrip, lambda }) => {
    const between = (lambda * roundTrip) / 1000;
    return {
      mean: half(roundTrip) + (between * roundTrip) / (2 * (1 + between)),
      formula: "R/2 + λR²/(2+2λR)",
      worst: "up to R more between polls",
      requests: 1 / (1 + between),
      requestsFormula: "1/(1+λR)",
    };
  },
  sse: ({ roundTrip }) => ({
    mean: half(roundTrip),
    formula: "R/2",
    worst: "",
    requests: 0,
    requestsFormula: "",
  }),
};
THEORIES.websocket = THEORIES.sse;

/** Returns the prediction for a technique. */
export function predict(technique, circumstances) {
  return THEORIES[technique](circumstances);
}

/** Formats a prediction as text. */
export function inWords({ mean, formula, worst, requests, requestsFormula }) {
  const latency = `latency ${formula} = ${timeText(mean)}${worst ? `, ${worst}` : ""}`;
  const perMessage = requestsFormula
    ? `${requestsFormula} = ${ratio(requests)} requests per message`
    : "no requests";
  return `${latency}; ${perMessage}`;
}
