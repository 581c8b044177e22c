package io.pushchannel.benchmarks.cost;

import io.pushchannel.benchmarks.channels.Transport;
import io.pushchannel.benchmarks.cost.UnitCost.Bytes;

/**
 * The formulas for messages that come independently of each other, at {@code rate}.
 *
 * @param rate lambda: messages a second
 * @param interval T: seconds between two polls
 * @param roundTrip R: seconds from a request to its answer; also taken for R', the time between an
 *     answer and the next poll
 */
public record Theory(double rate, double interval, double roundTrip) {

  /** Each poll moves by up to a tenth of T either way, so two polls are up to 1.2 T apart. */
  private static final double LONGEST_INTERVAL = 1.2;

  /** W: how long a poll is held, in seconds. */
  private static final double HOLD = 25;

  /** How long a stream is idle before it gives a sign of life, in seconds. */
  private static final double HEARTBEAT = 15;

  /** What to expect. */
  public Prediction predict(Transport transport, UnitCost unit) {
    return switch (transport) {
      case SHORT_POLLING -> shortPolling(unit);
      case LONG_POLLING -> longPolling(unit);
      case SSE -> stream(unit, new Bytes(0, unit.heartbeat()));
      case WEBSOCKET -> stream(unit, new Bytes(6, unit.heartbeat() - 6));
    };
  }

  /** A message falls anywhere between two polls, and a poll takes all that came since the last. */
  private Prediction shortPolling(UnitCost unit) {
    double requests = 1 / (rate * interval);
    double inVain = requests * Math.exp(-rate * interval);
    return new Prediction(
        millis(interval / 2 + roundTrip / 2),
        millis(LONGEST_INTERVAL * interval + roundTrip / 2),
        requests,
        inVain * unit.empty().up() + (requests - inVain) * unit.full().up(),
        inVain * unit.empty().down() + (requests - inVain) * unit.full().down() + unit.message());
  }

  /** A message finds a poll waiting, unless it falls between an answer and the next poll. */
  private Prediction longPolling(UnitCost unit) {
    double between = rate * roundTrip;
    double wait = between * roundTrip / (2 * (1 + between));
    double answered = 1 / (1 + between);
    double inVain = answered * silences(HOLD);
    return new Prediction(
        millis(roundTrip / 2 + wait),
        null,
        answered + inVain,
        inVain * unit.empty().up() + answered * unit.full().up(),
        inVain * unit.empty().down() + answered * unit.full().down() + unit.message());
  }

  /** A message goes out at once on what is open already. */
  private Prediction stream(UnitCost unit, Bytes heartbeat) {
    double beats = silences(HEARTBEAT);
    return new Prediction(
        millis(roundTrip / 2),
        null,
        0,
        beats * heartbeat.up(),
        beats * heartbeat.down() + unit.message());
  }

  /** How many times on average {@code seconds} pass in full between two messages. */
  private double silences(double seconds) {
    return 1 / Math.expm1(rate * seconds);
  }

  /** Whether short polling needs fewer requests than long polling: seldom thought of. */
  public boolean shortPollingNeedsFewerRequests() {
    return rate * interval > 1 + rate * roundTrip;
  }

  private static double millis(double seconds) {
    return seconds * 1e3;
  }
}
