package io.pushchannel.benchmarks.report;

import io.pushchannel.benchmarks.result.Run;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** One table for each scenario with few figures. */
final class OtherTables {

  private static final Map<String, List<String>> FIGURES = new LinkedHashMap<>();

  static {
    FIGURES.put("floor", List.of("deliveriesPerSecond", "requestsPerSecond", "p50Millis"));
    FIGURES.put(
        "idle",
        List.of("heapBytesPerConnection", "directBytesPerConnection", "kernelBytesPerConnection"));
    FIGURES.put("storm", List.of("half50Millis", "back95Millis", "backAllMillis"));
    FIGURES.put("resume", List.of("millis", "messagesPerSecond"));
    FIGURES.put("slow", List.of("p99Millis", "aloneP99Millis", "ratio"));
  }

  private OtherTables() {}

  static String of(Run run) {
    StringBuilder out = new StringBuilder();
    FIGURES.forEach(
        (scenario, figures) -> {
          List<String> found =
              figures.stream()
                  .filter(figure -> Rounds.of(run, scenario).stream().anyMatch(has(figure)))
                  .toList();
          if (!found.isEmpty()) {
            out.append(table(run, scenario, found));
          }
        });
    return out.toString();
  }

  private static Predicate<Rounds> has(String figure) {
    return rows -> rows.median(figure).isPresent();
  }

  private static TextTable table(Run run, String scenario, List<String> figures) {
    String name = scenario.equals("floor") ? "baselines" : scenario;
    String title = name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    TextTable table =
        new TextTable(title, line("", "with", figures.stream().map(OtherTables::head)));
    for (Rounds rows : Rounds.inOrder(run, scenario)) {
      if (figures.stream().anyMatch(figure -> has(figure).test(rows))) {
        Stream<String> cells = figures.stream().map(figure -> Tables.cell(rows, figure));
        table.add(line(Tables.label(rows), Tables.load(rows), cells));
      }
    }
    return table;
  }

  private static String[] line(String label, String with, Stream<String> cells) {
    return Stream.concat(Stream.of(label, with), cells).toArray(String[]::new);
  }

  /**
   * {@code heapBytesPerConnection} becomes {@code heap bytes}, {@code p99Millis} {@code p99 ms}.
   */
  private static String head(String figure) {
    String words = Tables.words(figure).replace(" per connection", "").replace("millis", "ms");
    return words.replace(" per second", "/s");
  }
}
