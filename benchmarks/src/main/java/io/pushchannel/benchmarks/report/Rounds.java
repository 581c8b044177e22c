package io.pushchannel.benchmarks.report;

import io.pushchannel.benchmarks.load.PushTechnique;
import io.pushchannel.benchmarks.result.Row;
import io.pushchannel.benchmarks.result.Run;
import io.pushchannel.benchmarks.result.SubjectKind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.DoubleSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one subject with one set of parameters, one per round.
 *
 * @param rows at least one row
 */
record Rounds(List<Row> rows) {

  private static final List<String> LOAD = List.of("subscribers", "ratePerSecond", "payloadBytes");

  private static final int LONGEST_LABEL = 22;
  private static final Map<String, String> UNITS = new LinkedHashMap<>();

  static {
    UNITS.put("messagesPerWrite", "per write");
    UNITS.put("subscribers", "subscribers");
    UNITS.put("connections", "connections");
    UNITS.put("missed", "missed");
    UNITS.put("ratePerSecond", "messages/s");
  }

  private static final Comparator<Rounds> USUAL =
      Comparator.comparing((Rounds rows) -> rows.kind() == SubjectKind.PEER)
          .thenComparing(Rounds::transport)
          .thenComparing(Rounds::subject)
          .thenComparing(rows -> String.valueOf(rows.parameter("framing")))
          .thenComparing(rows -> rows.number("subscribers"))
          .thenComparing(rows -> rows.number("burst"))
          .thenComparing(rows -> rows.number("messagesPerWrite"))
          .thenComparing(rows -> rows.number("missed"))
          .thenComparing(rows -> rows.number("intervalMillis"));

  /** Returns all groups of a scenario, in the order of their first rows. */
  static List<Rounds> of(Run run, String scenario) {
    Map<List<Object>, List<Row>> groups = new LinkedHashMap<>();
    for (Row row : run.rows()) {
      if (row.scenario().equals(scenario)) {
        List<Object> key = List.of(row.subject(), row.kind(), row.parameters());
        groups.computeIfAbsent(key, any -> new ArrayList<>()).add(row);
      }
    }
    return groups.values().stream().map(Rounds::new).toList();
  }

  /**
   * Returns the groups of {@link #of}: PushChannel first, in the usual order, then others by name.
   */
  static List<Rounds> inOrder(Run run, String scenario) {
    return of(run, scenario).stream().sorted(USUAL).toList();
  }

  /** Returns true if both were measured under the same load. */
  boolean hasLoadOf(Rounds other) {
    return LOAD.stream().allMatch(name -> Double.compare(number(name), other.number(name)) == 0);
  }

  private int transport() {
    return PushTechnique.ours().stream().map(PushTechnique::word).toList().indexOf(subject());
  }

  /** Returns the display name of the subject, with a star if the rows have flags. */
  String label() {
    String name = Numbers.label(subject()).replace("Benchmark", "");
    if (kind() == SubjectKind.PEER && name.length() > LONGEST_LABEL) {
      name = name.substring(0, LONGEST_LABEL);
    }
    return flags().isEmpty() ? name : name + " *";
  }

  /** Returns the parameters that distinguish the rows of a scenario. */
  String load() {
    List<String> parts = new ArrayList<>();
    if (parameter("framing") instanceof String framing) {
      parts.add(framing);
    }
    UNITS.forEach(
        (parameter, unit) -> {
          double count = number(parameter);
          if (count > 0) {
            parts.add(Numbers.plain(count) + ' ' + (count == 1 ? unit.replaceAll("s$", "") : unit));
          }
        });
    return String.join(", ", parts);
  }

  String subject() {
    return rows.get(0).subject();
  }

  SubjectKind kind() {
    return rows.get(0).kind();
  }

  /** Returns a parameter, or null. */
  @Nullable Object parameter(String name) {
    return rows.get(0).parameters().get(name);
  }

  /** Returns a numeric parameter; NaN if it is missing or not numeric. */
  double number(String name) {
    return parameter(name) instanceof Number number ? number.doubleValue() : Double.NaN;
  }

  /** Returns the median over the rounds that have the figure. */
  OptionalDouble median(String figure) {
    double[] values =
        rows.stream()
            .map(row -> row.get(figure))
            .flatMapToDouble(OptionalDouble::stream)
            .sorted()
            .toArray();
    int middle = values.length / 2;
    if (values.length == 0) {
      return OptionalDouble.empty();
    }
    return OptionalDouble.of(
        values.length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2);
  }

  /** The lowest and the highest value of the rounds; both NaN if no round has the figure. */
  double[] range(String figure) {
    DoubleSummaryStatistics values =
        rows.stream()
            .map(row -> row.get(figure))
            .flatMapToDouble(OptionalDouble::stream)
            .summaryStatistics();
    return values.getCount() == 0
        ? new double[] {Double.NaN, Double.NaN}
        : new double[] {values.getMin(), values.getMax()};
  }

  /** Returns the flags of all rounds. */
  Collection<String> flags() {
    return rows.stream().flatMap(row -> row.flags().stream()).distinct().toList();
  }
}
