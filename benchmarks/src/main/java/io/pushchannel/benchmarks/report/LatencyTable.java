package io.pushchannel.benchmarks.report;

import io.pushchannel.benchmarks.result.Run;
import java.util.OptionalDouble;

/** Latency and the wire, theory under what was measured. */
final class LatencyTable {

  private LatencyTable() {}

  static String of(Run run) {
    TextTable table =
        new TextTable(
            "Latency in ms; requests and bytes per message; theory in brackets",
            "",
            "T",
            "mean",
            "(theory)",
            "p50",
            "p99",
            "max",
            "req",
            "(theory)",
            "B up",
            "B down",
            "(theory)");
    for (Rounds rows : Rounds.of(run, "latency")) {
      if (rows.median("meanMillis").isPresent()) {
        add(table, rows);
      }
    }
    return table.isEmpty() ? "" : table.toString();
  }

  private static void add(TextTable table, Rounds rows) {
    table.add(
        Tables.label(rows),
        Double.isNaN(rows.number("intervalMillis"))
            ? ""
            : Numbers.duration(rows.number("intervalMillis")),
        Tables.cell(rows, "meanMillis"),
        inBrackets(rows, "theoryMeanMillis"),
        Tables.cell(rows, "p50Millis"),
        Tables.cell(rows, "p99Millis"),
        Tables.cell(rows, "maxMillis"),
        Tables.cell(rows, "requestsPerMessage"),
        inBrackets(rows, "theoryRequestsPerMessage"),
        Tables.cell(rows, "bytesUpPerMessage"),
        Tables.cell(rows, "bytesDownPerMessage"),
        inBrackets(rows, "theoryBytesDownPerMessage"));
  }

  private static String inBrackets(Rounds rows, String figure) {
    OptionalDouble value = rows.median(figure);
    return value.isPresent() ? "(" + Numbers.significant(value.getAsDouble()) + ")" : "";
  }
}
