package io.pushchannel.benchmarks.report;

import io.pushchannel.benchmarks.result.Row;
import io.pushchannel.benchmarks.result.Run;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The flags of a run, one sentence for each kind of flag. */
final class Flags {

  private Flags() {}

  /**
   * Each flag of the worst row that has it, and the rows: "client-bound: 2 rows, fan-out of SSE".
   */
  static List<String> of(Run run) {
    Map<String, List<Row>> kinds = new LinkedHashMap<>();
    for (Row row : run.rows()) {
      for (String flag : row.flags()) {
        kinds.computeIfAbsent(kind(flag), any -> new ArrayList<>()).add(row);
      }
    }
    return kinds.entrySet().stream().map(each -> text(each.getKey(), each.getValue())).toList();
  }

  /** A flag without its details in brackets. */
  private static String kind(String flag) {
    return flag.split(" \\(", 2)[0];
  }

  private static String text(String kind, List<Row> rows) {
    Row worst = Collections.max(rows, Comparator.comparingDouble(Flags::delay));
    String flag =
        worst.flags().stream().filter(each -> kind(each).equals(kind)).findFirst().orElse(kind);
    String names =
        rows.stream()
            .map(row -> row.scenario() + " of " + Numbers.label(row.subject()))
            .distinct()
            .collect(Collectors.joining(", "));
    return flag + ": " + rows.size() + (rows.size() == 1 ? " row, " : " rows, ") + names;
  }

  private static double delay(Row row) {
    return row.get("publishDelayP99Millis").orElse(0);
  }
}
