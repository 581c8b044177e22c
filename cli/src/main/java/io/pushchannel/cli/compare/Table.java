package io.pushchannel.cli.compare;

import java.util.Formatter;
import java.util.Locale;

/**
 * The figures of a comparison as a table, those of the theory under those measured. 98 columns
 * wide, to fit on a terminal of 100.
 */
final class Table {

  private static final String ROW = "%-13s%7s%7s%7s%8s%10s%6s%7s%5s%8s%5s%4s%6s%5s%n";
  private static final String RULE = "-".repeat(98);

  private final Formatter out = new Formatter(Locale.ROOT);

  private Table() {}

  static String of(Comparison comparison) {
    Table table = new Table();
    table.head();
    comparison.results().forEach(table::row);
    return table.out.toString();
  }

  private void head() {
    out.format(
        "%-13s  %-27s   %-25s   %s%n",
        "", centred("latency, ms", 27), centred("per message", 25), centred("ledger", 25));
    out.format(
        ROW,
        "transport",
        "mean",
        "p50",
        "p99",
        "max",
        "requests",
        "B up",
        "B down",
        "conn",
        "arrived",
        "lost",
        "dup",
        "reord",
        "gaps");
    out.format("%s%n", RULE);
  }

  private void row(Result result) {
    Latency latency = result.latency();
    Result.PerMessage cost = result.perMessage();
    Ledger ledger = result.ledger();
    out.format(
        ROW,
        result.technique().label(),
        millis(latency.mean()),
        millis(latency.p50()),
        millis(latency.p99()),
        millis(latency.max()),
        ratio(cost.requests()),
        bytes(cost.bytesUp()),
        bytes(cost.bytesDown()),
        result.connections(),
        ledger.delivered(),
        ledger.lost(),
        ledger.duplicated(),
        ledger.reordered(),
        ledger.gaps());
    theory(result.theory());
  }

  private void theory(Prediction theory) {
    Double max = theory.maxMillis();
    out.format(
        "%-13s%7s%7s%7s%8s%10s%6s%7s%n",
        "  in theory",
        millis(theory.meanMillis()),
        "",
        "",
        max == null ? "" : millis(max),
        ratio(theory.requests()),
        bytes(theory.bytesUp()),
        bytes(theory.bytesDown()));
  }

  /** Two digits after the point where they can be believed. */
  static String millis(double millis) {
    return String.format(Locale.ROOT, millis < 10 ? "%.2f" : "%.1f", millis);
  }

  private static String ratio(double value) {
    return String.format(Locale.ROOT, "%.3f", value);
  }

  private static String bytes(double value) {
    return String.format(Locale.ROOT, "%.0f", value);
  }

  private static String centred(String title, int width) {
    int rules = width - title.length() - 2;
    return "-".repeat(rules / 2) + ' ' + title + ' ' + "-".repeat(rules - rules / 2);
  }
}
