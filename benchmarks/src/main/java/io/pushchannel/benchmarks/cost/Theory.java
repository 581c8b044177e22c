package io.pushchannel.benchmarks.cost;

import io.pushchannel.benchmarks.channels.Transport;
import io.pushchannel.benchmarks.cost.UnitCost.Bytes;

/**
 * The formulas for messages that arrive independently of each other at {@code rate}.
 *
 * @param rate lambda: messages per second
 * @param interval T: seconds between two polls
 * @param roundTrip R: seconds from a request to its response; also used for R', the time from a
 *     response to the next poll
 */
public record Theory(double rate, double interval, double roundTrip) {

  /** Each poll moves by up to a tenth of T either way, so two polls are up to 1.2 T apart. */
  private static final double LONGEST_INTERVAL = 1.2;

  /** W: maximum time that the server holds a poll, in seconds. */
  private static final double HOLD = 25;

  /** Idle time of a stream before a heartbeat, in seconds. */
  private static final double HEARTBEAT = 15;

  /** Returns the theoretical figures of a transport. */
  public Prediction predict(Transport transport, UnitCost unit) {
    return switch (transport) {
      case SHORT_POLLING -> shortPolling(unit);
      case LONG_POLLING -> longPolling(unit);
      case SSE -> stream(unit, new Bytes(0, unit.heartbeat()));
      case WEBSOCKET -> stream(unit, new Bytes(6, unit.heartbeat() - 6));
    };
  }

  /**
   * Messages arrive at any time between two polls. A poll returns all messages since the previous
   * one.
   */
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

  /** A message meets a waiting poll unless it arrives between a response and the next poll. */
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

  /** A message is sent immediately on an open connection. */
  private Prediction stream(UnitCost unit, Bytes heartbeat) {
    double beats = silences(HEARTBEAT);
    return new Prediction(
        millis(roundTrip / 2),
        null,
        0,
        beats * heartbeat.up(),
        beats * heartbeat.down() + unit.message());
  }

  /** Returns the mean number of full periods of {@code seconds} between two messages. */
  private double silences(double seconds) {
    return 1 / Math.expm1(rate * seconds);
  }

  /**
   * Returns true if short polling needs fewer requests than long polling, as it does at high rates.
   */
  public boolean shortPollingNeedsFewerRequests() {
    return rate * interval > 1 + rate * roundTrip;
  }

  private static double millis(double seconds) {
    return seconds * 1e3;
  }
}
