package io.pushchannel.cli.chaos;

import io.pushchannel.chaos.ChaosReport;
import io.pushchannel.chaos.Violation;
import java.util.Formatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The report of a chaos run as text: the table, the faults, and the violations. */
public final class ChaosText {

  private static final String ROW = "%-12s%12s%12s%8s%12s%15s%10s%n";
  private static final int WIDTH = 81;
  private static final int LINE = 98;

  private final Formatter out = new Formatter(Locale.ROOT);

  private ChaosText() {}

  /**
   * Returns the whole text.
   *
   * @param seed the seed of the first minute
   * @param left the leaked resources, one line each
   */
  public static String of(ChaosReport report, long seed, List<String> left) {
    ChaosText text = new ChaosText();
    text.setting(report, seed);
    text.table(report);
    report.rows().forEach(text::faults);
    text.balance(report, left);
    return text.out.toString();
  }

  private void setting(ChaosReport report, long seed) {
    out.format(
        "Chaos from seed %d, for %d s: %d messages published, %d channels opened,%n"
            + "%d restarts of the server, %d new buses.%n%n",
        seed,
        report.took().toSeconds(),
        report.published(),
        report.channels(),
        report.restarts(),
        report.newBuses());
  }

  private void table(ChaosReport report) {
    out.format(
        ROW, "transport", "published", "delivered", "gaps", "covered", "reconnections", "faults");
    out.format("%s%n", "-".repeat(WIDTH));
    for (ChaosReport.Row row : report.rows()) {
      out.format(
          ROW,
          row.transport(),
          row.published(),
          row.delivered(),
          row.gaps(),
          row.covered(),
          row.reconnections(),
          row.faults().values().stream().mapToLong(Long::longValue).sum());
    }
    out.format(
        "%npublished: through channels, each with a key.  covered: messages covered by gaps%n"
            + "reconnections: after a lost connection.  faults: affected connections, by kind:%n");
  }

  private void faults(ChaosReport.Row row) {
    StringBuilder line = new StringBuilder("  " + row.transport() + ":");
    for (Map.Entry<String, Long> fault : row.faults().entrySet()) {
      String word = ' ' + fault.getKey() + ' ' + fault.getValue();
      if (line.length() + word.length() > LINE) {
        out.format("%s%n", line);
        line = new StringBuilder("   ");
      }
      line.append(word);
    }
    out.format("%s%n", line);
  }

  private void balance(ChaosReport report, List<String> left) {
    for (Violation violation : report.violations()) {
      out.format("%nVIOLATION: %s%n", violation);
    }
    left.forEach(each -> out.format("%nLEAKED: %s%n", each));
    if (report.isConsistent() && left.isEmpty()) {
      out.format(
          "%nNo violations: each message was received once and in order, or covered by a gap."
              + "%nNo thread and no socket was leaked.%n");
    } else {
      out.format(
          "%n%d violations, %d leaked resources.%n", report.violations().size(), left.size());
    }
  }
}
