package io.pushchannel.benchmarks.cost;

import io.pushchannel.benchmarks.channels.Transport;
import io.pushchannel.benchmarks.result.Kind;
import io.pushchannel.benchmarks.result.Row;
import java.util.ArrayList;
import java.util.List;

/**
 * The grid of rates and intervals, worked out from unit costs: requests and bytes a message. The
 * rows say {@code computed}; those of the units themselves {@code unit}; those run {@code
 * measured}.
 */
final class CostGrid {

  static final String SCENARIO = "cost";

  /** Lambda: messages a second. */
  private static final double[] RATES = {0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100};

  /** T: milliseconds between two polls. */
  private static final int[] INTERVALS = {50, 100, 250, 500, 1000, 2000, 5000};

  private CostGrid() {}

  /** All cells of one transport and kind of heads; the unit costs come first. */
  static List<Row> rows(
      Transport transport, Heads heads, int size, double roundTrip, UnitCost unit) {
    List<Row> rows = new ArrayList<>();
    rows.add(unitRow(transport, heads, size, roundTrip, unit));
    for (double rate : RATES) {
      if (transport == Transport.SHORT_POLLING) {
        for (int interval : INTERVALS) {
          Theory theory = new Theory(rate, interval / 1e3, roundTrip);
          rows.add(computed(transport, heads, size, theory, unit).with("intervalMillis", interval));
        }
      } else {
        // no interval: any T will do, none of their formulas has one
        rows.add(computed(transport, heads, size, new Theory(rate, 1, roundTrip), unit));
      }
    }
    return rows;
  }

  private static Row computed(
      Transport transport, Heads heads, int size, Theory theory, UnitCost unit) {
    Prediction prediction = theory.predict(transport, unit);
    return cell(transport, heads, size, "computed")
        .with("ratePerSecond", theory.rate())
        .figure("requestsPerMessage", prediction.requests())
        .figure("bytesPerMessage", prediction.bytes());
  }

  private static Row unitRow(
      Transport transport, Heads heads, int size, double roundTrip, UnitCost unit) {
    Row row =
        cell(transport, heads, size, "unit")
            .with("roundTripMillis", roundTrip * 1e3)
            .figure("messageBytes", unit.message())
            .figure("messageBytesWithoutText", unit.bare());
    return transport.polls()
        ? row.figure("emptyPollBytesUp", (double) unit.empty().up())
            .figure("emptyPollBytesDown", (double) unit.empty().down())
            .figure("batchBytesUp", (double) unit.full().up())
            .figure("batchBytesDown", (double) unit.full().down())
        : row.figure("connectBytesUp", (double) unit.connect().up())
            .figure("connectBytesDown", (double) unit.connect().down())
            .figure("heartbeatBytes", unit.heartbeat());
  }

  static Row cell(Transport transport, Heads heads, int size, String mode) {
    return Row.of(SCENARIO, transport.word(), Kind.TRANSPORT, 1)
        .with("mode", mode)
        .with("heads", heads.word())
        .with("payloadBytes", size);
  }
}
