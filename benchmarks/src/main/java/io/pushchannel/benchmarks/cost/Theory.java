package io.pushchannel.benchmarks.cost;

import io.pushchannel.benchmarks.load.PushTechnique;
import java.util.LinkedHashMap;
import java.util.Map;

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

  /** HTTP requests per message that return messages, and those that return none. */
  private record Requests(double withMessages, double inVain) {
    double sum() {
      return withMessages + inVain;
    }
  }

  /** Returns R and the theoretical latency as figures of a row. */
  public Map<String, Double> latency(PushTechnique technique) {
    Map<String, Double> figures = new LinkedHashMap<>();
    figures.put("roundTripMillis", roundTrip * 1e3);
    figures.put("theoryMeanMillis", meanSeconds(technique) * 1e3);
    if (technique == PushTechnique.SHORT_POLLING) {
      figures.put("theoryMaxMillis", (LONGEST_INTERVAL * interval + roundTrip / 2) * 1e3);
    }
    return figures;
  }

  private double meanSeconds(PushTechnique technique) {
    return switch (technique) {
      case SHORT_POLLING -> interval / 2 + roundTrip / 2;
      // a message meets a waiting poll unless it arrives between a response and the next poll
      case LONG_POLLING ->
          roundTrip / 2 + rate * roundTrip * roundTrip / (2 * (1 + rate * roundTrip));
      default -> roundTrip / 2;
    };
  }

  /** Messages arrive at any time. A poll returns all messages since the previous one. */
  private Requests requests(PushTechnique technique) {
    return switch (technique) {
      case SHORT_POLLING -> {
        double polls = 1 / (rate * interval);
        double inVain = polls * Math.exp(-rate * interval);
        yield new Requests(polls - inVain, inVain);
      }
      case LONG_POLLING -> {
        double answered = 1 / (1 + rate * roundTrip);
        yield new Requests(answered, answered * silences(HOLD));
      }
      default -> new Requests(0, 0);
    };
  }

  /** Returns the theoretical bytes per message in each direction as figures of a row. */
  public Map<String, Double> bytes(PushTechnique technique, UnitCost unit) {
    Requests requests = requests(technique);
    double beats = technique.polls() ? 0 : silences(HEARTBEAT);
    int pong = technique == PushTechnique.WEBSOCKET ? UnitCost.PONG : 0;
    double up =
        requests.inVain() * unit.empty().up()
            + requests.withMessages() * unit.full().up()
            + beats * pong;
    double down =
        requests.inVain() * unit.empty().down()
            + requests.withMessages() * unit.full().down()
            + beats * (unit.heartbeat() - pong)
            + unit.message();
    return Map.of("theoryBytesUpPerMessage", up, "theoryBytesDownPerMessage", down);
  }

  /** Returns the theoretical bytes per message in both directions. */
  public double bytesBothWays(PushTechnique technique, UnitCost unit) {
    return bytes(technique, unit).values().stream().mapToDouble(Double::doubleValue).sum();
  }

  /** Returns the theoretical requests per message. */
  public double requestsPerMessage(PushTechnique technique) {
    return requests(technique).sum();
  }

  /** Returns the mean number of full periods of {@code seconds} between two messages. */
  private double silences(double seconds) {
    return 1 / Math.expm1(rate * seconds);
  }
}
