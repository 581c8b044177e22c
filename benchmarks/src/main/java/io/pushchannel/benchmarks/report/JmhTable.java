package io.pushchannel.benchmarks.report;

import io.pushchannel.benchmarks.result.Run;
import java.util.List;
import java.util.stream.Collectors;

/** JMH's scores with their parameters. JMH's own JSON contains all other results. */
final class JmhTable {

  private static final List<String> SCORES =
      List.of("operationsPerSecond", "microsPerOperation", "nanosPerOperation");

  private JmhTable() {}

  static String of(Run run) {
    TextTable table =
        new TextTable("JMH", "", "with", "ops/s", "us/op", "ns/op", "B/op", "deliveries/s");
    for (Rounds rows : Rounds.of(run, "jmh")) {
      table.add(
          rows.subject().replace("Benchmark", ""),
          parameters(rows),
          Tables.cell(rows, SCORES.get(0)),
          Tables.cell(rows, SCORES.get(1)),
          Tables.cell(rows, SCORES.get(2)),
          Tables.cell(rows, "allocatedBytesPerOperation"),
          Tables.cell(rows, "deliveriesPerSecond"));
    }
    return table.isEmpty() ? "" : table.toString();
  }

  private static String parameters(Rounds rows) {
    return rows.rows().get(0).parameters().values().stream()
        .map(String::valueOf)
        .collect(Collectors.joining(", "));
  }
}
