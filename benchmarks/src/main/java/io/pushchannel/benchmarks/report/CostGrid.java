package io.pushchannel.benchmarks.report;

import io.pushchannel.benchmarks.cost.Theory;
import io.pushchannel.benchmarks.cost.UnitCost;
import io.pushchannel.benchmarks.load.PushTechnique;
import io.pushchannel.benchmarks.result.Row;
import io.pushchannel.benchmarks.result.Run;
import java.util.ArrayList;
import java.util.List;

/** Requests and bytes per message by rate and interval, computed from the unit costs of a run. */
final class CostGrid {

  /** Lambda: messages per second. */
  private static final double[] RATES = {0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100};

  /** T: milliseconds between two polls. */
  private static final int[] INTERVALS = {50, 100, 250, 500, 1000, 2000, 5000};

  private CostGrid() {}

  /** Returns a row for each rate, for short polling also for each interval. */
  static List<Row> of(Run run) {
    List<Row> cells = new ArrayList<>();
    for (Row unit : run.rows()) {
      if ("unit".equals(unit.parameters().get("mode"))) {
        for (double rate : RATES) {
          add(unit, rate, cells);
        }
      }
    }
    return cells;
  }

  private static void add(Row unit, double rate, List<Row> cells) {
    if (unit.subject().equals(PushTechnique.SHORT_POLLING.word())) {
      for (int interval : INTERVALS) {
        cells.add(cell(unit, rate, interval).with("intervalMillis", interval));
      }
    } else {
      cells.add(cell(unit, rate, 1)); // these formulas do not contain T
    }
  }

  private static Row cell(Row unit, double rate, int intervalMillis) {
    PushTechnique technique = PushTechnique.of(unit.subject());
    double roundTrip = unit.get("roundTripMillis").orElse(0) / 1e3;
    Theory theory = new Theory(rate, intervalMillis / 1e3, roundTrip);
    return Row.of(unit.scenario(), unit.subject(), unit.kind(), unit.round())
        .with("mode", "computed")
        .with("headers", String.valueOf(unit.parameters().get("headers")))
        .with("ratePerSecond", rate)
        .figure("requestsPerMessage", theory.requestsPerMessage(technique))
        .figure("bytesPerMessage", theory.bytesBothWays(technique, UnitCost.of(unit)));
  }
}
