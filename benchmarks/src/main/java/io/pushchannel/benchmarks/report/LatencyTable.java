package io.pushchannel.benchmarks.report;

import io.pushchannel.benchmarks.result.Run;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Latency, requests and bytes, with the theoretical values. */
final class LatencyTable {

  private LatencyTable() {}

  /** Returns one table per load. */
  static String of(Run run) {
    List<Rounds> left =
        new ArrayList<>(
            Rounds.inOrder(run, "latency").stream()
                .filter(rows -> rows.median("meanMillis").isPresent())
                .toList());
    Optional<Rounds> first = Rounds.of(run, "latency").stream().filter(left::contains).findFirst();
    StringBuilder out = new StringBuilder();
    for (Rounds one = first.orElse(null); one != null; one = left.isEmpty() ? null : left.get(0)) {
      Rounds load = one;
      out.append(table(left.stream().filter(load::hasLoadOf).toList()));
      left.removeIf(load::hasLoadOf);
    }
    return out.toString();
  }

  private static TextTable table(List<Rounds> all) {
    TextTable table =
        new TextTable(
            "Latency in ms; requests and bytes per message; theory in brackets ("
                + Tables.load(all.get(0))
                + ")",
            "",
            "T",
            "mean",
            "(theory)",
            "p50",
            "p99",
            "req",
            "(theory)",
            "B up",
            "B down",
            "(theory)");
    all.forEach(rows -> add(table, rows));
    return table;
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
