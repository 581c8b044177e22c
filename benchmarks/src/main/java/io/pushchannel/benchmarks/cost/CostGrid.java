package io.pushchannel.benchmarks.cost;

import io.pushchannel.benchmarks.channels.Transport;
import io.pushchannel.benchmarks.result.Kind;
import io.pushchannel.benchmarks.result.Row;
import java.util.ArrayList;
import java.util.List;

/**
 * Computes requests and bytes per message for a grid of rates and intervals from unit costs.
 *
 * <p>The {@code mode} of a row is {@code unit} for a unit cost and {@code computed} for a cell of
 * the grid. It is {@code measured} for a cell that was run.
 */
final class CostGrid {

  static final String SCENARIO = "cost";

  /** Lambda: messages per second. */
  private static final double[] RATES = {0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100};

  /** T: milliseconds between two polls. */
  private static final int[] INTERVALS = {50, 100, 250, 500, 1000, 2000, 5000};

  private CostGrid() {}

  /** Returns the unit costs and then all cells of one transport with one header set. */
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
        // these transports have no interval; their formulas do not contain T
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
