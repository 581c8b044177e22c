package io.pushchannel.benchmarks.report;

import io.pushchannel.benchmarks.result.Kind;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

/** Formats cells shared by the tables. */
final class Tables {

  private static final int LONGEST_LABEL = 22;

  private static final Map<String, String> LOAD = new LinkedHashMap<>();

  static {
    LOAD.put("messagesPerWrite", "per write");
    LOAD.put("subscribers", "subscribers");
    LOAD.put("connections", "connections");
    LOAD.put("missed", "missed");
    LOAD.put("ratePerSecond", "messages/s");
  }

  private Tables() {}

  /** Returns the subject, with a star if its rows have flags. */
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

  /** Returns the parameters that distinguish the rows of a scenario. */
  static String load(Rounds rows) {
    StringBuilder load = new StringBuilder();
    if (rows.parameter("framing") instanceof String framing) {
      load.append(", ").append(framing);
    }
    LOAD.forEach(
        (parameter, word) -> {
          if (rows.number(parameter) > 0) {
            String counted = rows.number(parameter) == 1 ? word.replaceAll("s$", "") : word;
            load.append(", ").append(number(rows, parameter)).append(' ').append(counted);
          }
        });
    return load.isEmpty() ? "" : load.substring(2);
  }

  /** Converts a figure name to words: {@code messagesPerSecond} to {@code messages per second}. */
  static String words(String name) {
    return name.replaceAll("([A-Z])", " $1").toLowerCase(Locale.ROOT);
  }
}
