package io.pushchannel.benchmarks.report;

import io.pushchannel.benchmarks.result.Kind;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/** Cells that the tables have in common. */
final class Tables {

  private static final int LONGEST_LABEL = 22;

  private Tables() {}

  /** The subject; with a star if something stands against its figures. */
  static String label(Rounds rows) {
    String name = Numbers.label(rows.subject());
    if (rows.kind() == Kind.PEER && name.length() > LONGEST_LABEL) {
      name = name.substring(0, LONGEST_LABEL);
    }
    return rows.flags().isEmpty() ? name : name + " *";
  }

  static String cell(Rounds rows, String figure) {
    OptionalDouble value = rows.median(figure);
    return value.isPresent() ? Numbers.significant(value.getAsDouble()) : "";
  }

  static String number(Rounds rows, String parameter) {
    double value = rows.number(parameter);
    return Double.isNaN(value) ? "" : Numbers.plain(value);
  }

  /** {@code subscribers 500, burst 64}. */
  static String parameters(Rounds rows) {
    return rows.rows().get(0).parameters().entrySet().stream()
        .map(Tables::parameter)
        .collect(Collectors.joining(", "));
  }

  private static String parameter(Map.Entry<String, Object> entry) {
    Object value = entry.getValue();
    return words(entry.getKey())
        + ' '
        + (value instanceof Number number ? Numbers.plain(number.doubleValue()) : value);
  }

  /** {@code messagesPerSecond} becomes {@code messages per second}. */
  static String words(String name) {
    return name.replaceAll("([A-Z])", " $1").toLowerCase(Locale.ROOT);
  }
}
