package io.pushchannel.benchmarks.report;

import io.pushchannel.benchmarks.channels.Transport;
import io.pushchannel.benchmarks.result.Run;
import java.util.List;
import java.util.OptionalDouble;

/** A part of the grid of costs: bytes per message at some rates, with one poll per second. */
final class CostTable {

  private static final double[] RATES = {0.1, 1, 10, 100};
  private static final int INTERVAL = 1000;

  private CostTable() {}

  static String of(Run run) {
    List<Rounds> cells = Rounds.of(run, "cost");
    TextTable table =
        new TextTable(
            "Bytes per message, both ways, by messages per second; T = 1 s (all of it: the report)",
            "",
            "heads",
            "0.1/s",
            "1/s",
            "10/s",
            "100/s");
    for (String heads : List.of("small", "browser")) {
      for (Transport transport : Transport.values()) {
        add(table, cells, transport, heads);
      }
    }
    return table.isEmpty() ? "" : table.toString();
  }

  private static void add(TextTable table, List<Rounds> cells, Transport transport, String heads) {
    String[] line = new String[RATES.length + 2];
    line[0] = transport.label();
    line[1] = heads;
    for (int i = 0; i < RATES.length; i++) {
      OptionalDouble bytes = bytes(cells, transport, heads, RATES[i]);
      if (bytes.isEmpty()) {
        return;
      }
      line[i + 2] = Numbers.significant(bytes.getAsDouble());
    }
    table.add(line);
  }

  private static OptionalDouble bytes(
      List<Rounds> cells, Transport transport, String heads, double rate) {
    return cells.stream()
        .filter(cell -> cell.subject().equals(transport.word()))
        .filter(cell -> "computed".equals(cell.parameter("mode")))
        .filter(cell -> heads.equals(cell.parameter("heads")))
        .filter(cell -> cell.number("ratePerSecond") == rate)
        .filter(cell -> !transport.equals(Transport.SHORT_POLLING) || isUsual(cell))
        .findFirst()
        .map(cell -> cell.median("bytesPerMessage"))
        .orElse(OptionalDouble.empty());
  }

  private static boolean isUsual(Rounds cell) {
    return cell.number("intervalMillis") == INTERVAL;
  }
}
