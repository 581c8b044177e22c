package io.pushchannel.benchmarks.report;

import io.pushchannel.benchmarks.result.Run;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** The scenarios with few figures: a table for each, with all of them. */
final class OtherTables {

  private OtherTables() {}

  static String of(Run run) {
    StringBuilder out = new StringBuilder();
    for (String scenario : List.of("floor", "idle", "storm", "resume", "slow")) {
      List<Rounds> rows =
          Rounds.of(run, scenario).stream()
              .filter(each -> !each.rows().get(0).figures().isEmpty())
              .toList();
      if (!rows.isEmpty()) {
        out.append(table(scenario, rows));
      }
    }
    return out.toString();
  }

  private static TextTable table(String scenario, List<Rounds> rows) {
    Set<String> figures = new LinkedHashSet<>();
    rows.forEach(each -> each.rows().forEach(row -> figures.addAll(row.figures().keySet())));
    String[] heads =
        Stream.concat(Stream.of("", "with"), figures.stream().map(Tables::words).limit(4))
            .toArray(String[]::new);
    String title = scenario.substring(0, 1).toUpperCase(Locale.ROOT) + scenario.substring(1);
    TextTable table = new TextTable(title, heads);
    for (Rounds each : rows) {
      table.add(
          Stream.concat(
                  Stream.of(Tables.label(each), Tables.parameters(each)),
                  figures.stream().limit(4).map(figure -> Tables.cell(each, figure)))
              .toArray(String[]::new));
    }
    return table;
  }
}
