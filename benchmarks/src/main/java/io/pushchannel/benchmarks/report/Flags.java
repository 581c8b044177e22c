package io.pushchannel.benchmarks.report;

import io.pushchannel.benchmarks.result.Row;
import io.pushchannel.benchmarks.result.Run;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The flags of a run, one sentence for each kind of flag. */
final class Flags {

  private static final String DELAY = "publishDelayP99Millis";

  private Flags() {}

  /**
   * Each flag of the worst row that has it, and the rows: "client-bound: 2 rows, fan-out of SSE".
   */
  static List<String> of(Run run) {
    Map<String, String> kinds = new LinkedHashMap<>();
    for (Row row : run.rows()) {
      for (String flag : row.flags()) {
        kinds.computeIfAbsent(kind(flag), kind -> worst(run, kind) + ": " + rowsWith(run, kind));
      }
    }
    return List.copyOf(kinds.values());
  }

  /** A flag without its details in brackets. */
  private static String kind(String flag) {
    return flag.split(" \\(", 2)[0];
  }

  private static String worst(Run run, String kind) {
    Row found = null;
    for (Row row : run.rows()) {
      if (has(row, kind) && (found == null || delay(row) > delay(found))) {
        found = row;
      }
    }
    return found == null
        ? kind
        : found.flags().stream().filter(flag -> kind(flag).equals(kind)).findFirst().orElse(kind);
  }

  private static double delay(Row row) {
    return row.get(DELAY).orElse(0);
  }

  private static boolean has(Row row, String kind) {
    return row.flags().stream().anyMatch(flag -> kind(flag).equals(kind));
  }

  private static String rowsWith(Run run, String kind) {
    List<Row> rows = run.rows().stream().filter(row -> has(row, kind)).toList();
    List<String> names =
        rows.stream()
            .map(row -> row.scenario() + " of " + Numbers.label(row.subject()))
            .distinct()
            .toList();
    return rows.size() + (rows.size() == 1 ? " row, " : " rows, ") + String.join(", ", names);
  }
}
