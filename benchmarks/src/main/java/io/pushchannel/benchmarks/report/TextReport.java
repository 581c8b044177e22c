package io.pushchannel.benchmarks.report;

import io.pushchannel.benchmarks.result.Run;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Formats a run for a terminal: a table per scenario, the flags, and the conclusions. */
public final class TextReport {

  private static final int MAX_COLUMNS = 100;

  private TextReport() {}

  /** Returns the report, with lines of at most 102 columns. */
  public static String of(Run run) {
    String tables = ScenarioTables.of(run).stream().map(Table::text).collect(Collectors.joining());
    return setting(run) + tables + wrapped(Conclusion.of(run));
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
            .map(entry -> Numbers.words(entry.getKey()) + ' ' + value(entry.getValue()))
            .collect(Collectors.joining(", "));
    return wrapped(environment + "." + System.lineSeparator() + plan + '.')
        + System.lineSeparator();
  }

  /** Returns the sentences, each on a new line; continuation lines are indented. */
  private static String wrapped(String sentences) {
    StringBuilder wrapped = new StringBuilder();
    for (String sentence : sentences.split("\\R")) {
      int column = 0;
      for (String word : sentence.split(" ")) {
        boolean fits = column + word.length() < MAX_COLUMNS;
        wrapped.append(column == 0 ? "" : fits ? " " : System.lineSeparator() + "  ").append(word);
        column = (fits ? column + 1 : 2) + word.length();
      }
      wrapped.append(System.lineSeparator());
    }
    return wrapped.toString();
  }
}
