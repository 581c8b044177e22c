package io.pushchannel.benchmarks.report;

import io.pushchannel.benchmarks.result.Run;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Formats a run for a terminal: a table per scenario, the flags, and the conclusions. */
public final class TextReport {

  private TextReport() {}

  /** Returns the report, with lines of at most 102 columns. */
  public static String of(Run run) {
    return setting(run)
        + LatencyTable.of(run)
        + FanOutTable.of(run)
        + OtherTables.of(run)
        + JmhTable.of(run)
        + CostTable.of(run)
        + Conclusion.of(run);
  }

  private static Object value(Object value) {
    return value instanceof Number number ? Numbers.plain(number.doubleValue()) : value;
  }

  private static String setting(Run run) {
    String environment =
        Stream.of("java", "cores", "processor", "system")
            .map(fact -> run.environment().getOrDefault(fact, ""))
            .filter(fact -> !fact.isBlank() && !fact.equals("unknown"))
            .collect(Collectors.joining(", "));
    String plan =
        run.plan().entrySet().stream()
            .map(entry -> Tables.words(entry.getKey()) + ' ' + value(entry.getValue()))
            .collect(Collectors.joining(", "));
    return Text.wrapped(environment + "." + System.lineSeparator() + plan + '.')
        + System.lineSeparator();
  }
}
