package io.pushchannel.benchmarks.report;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.OptionalDouble;
import java.util.function.DoubleFunction;
import java.util.function.Function;

/**
 * A column of a scenario's table. The page uses the same columns.
 *
 * @param figure the name of the figure; empty for a parameter
 */
record Column(
    @JsonProperty String heading,
    @JsonProperty String figure,
    @JsonIgnore Function<Rounds, String> cells) {

  /** Returns a column of medians. */
  static Column figure(String heading, String figure) {
    return formatted(heading, figure, Numbers::significant);
  }

  /** Returns a column of theoretical values in brackets. */
  static Column theory(String figure) {
    return formatted("(theory)", figure, value -> "(" + Numbers.significant(value) + ")");
  }

  static Column percent(String heading, String figure) {
    return formatted(heading, figure, value -> Math.round(value * 100) + " %");
  }

  private static Column formatted(String heading, String figure, DoubleFunction<String> format) {
    return new Column(
        heading,
        figure,
        rows -> {
          OptionalDouble median = rows.median(figure);
          return median.isPresent() ? format.apply(median.getAsDouble()) : "";
        });
  }

  /** Returns a column of parameters. */
  static Column parameter(String heading, Function<Rounds, String> cells) {
    return new Column(heading, "", cells);
  }

  String cell(Rounds rows) {
    return cells.apply(rows);
  }

  @JsonIgnore
  boolean isFigure() {
    return !figure.isEmpty();
  }
}
