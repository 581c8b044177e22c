package io.pushchannel.benchmarks.report;

import io.pushchannel.benchmarks.result.Run;

/** Throughput, and the server's cost per delivery. */
final class FanOutTable {

  private FanOutTable() {}

  static String of(Run run) {
    TextTable table =
        new TextTable(
            "Fan-out; baseline: raw sockets, the same bytes; client: load of its core",
            "",
            "subscribers",
            "burst",
            "deliveries/s",
            "of baseline",
            "CPU us",
            "B",
            "per write",
            "client");
    for (Rounds rows : Rounds.inOrder(run, "fan-out")) {
      if (rows.median("deliveriesPerSecond").isPresent()) {
        table.add(
            Tables.label(rows),
            Tables.number(rows, "subscribers"),
            Tables.number(rows, "burst"),
            Tables.cell(rows, "deliveriesPerSecond"),
            percent(rows, "shareOfFloor"),
            Tables.cell(rows, "cpuMicrosPerDelivery"),
            Tables.cell(rows, "bytesPerDelivery"),
            Tables.cell(rows, "messagesPerWrite"),
            percent(rows, "clientBusyShare"));
      }
    }
    return table.isEmpty() ? "" : table.toString();
  }

  private static String percent(Rounds rows, String figure) {
    var value = rows.median(figure);
    return value.isPresent() ? Math.round(value.getAsDouble() * 100) + " %" : "";
  }
}
