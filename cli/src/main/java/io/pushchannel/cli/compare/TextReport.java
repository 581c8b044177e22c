package io.pushchannel.cli.compare;

import io.pushchannel.cli.option.DurationConverter;
import java.util.Locale;

/** A comparison for people: what was done and where, the table, how to read it, what it says. */
public final class TextReport {

  private TextReport() {}

  /** The report; its lines have at most 100 columns. */
  public static String of(Comparison comparison) {
    return String.join(
        System.lineSeparator(),
        setting(comparison),
        Table.of(comparison),
        legend(comparison.theory().roundTrip()),
        Conclusion.of(comparison));
  }

  private static String setting(Comparison comparison) {
    Plan plan = comparison.plan();
    Latency delay = comparison.publishDelay();
    return String.format(
        Locale.ROOT,
        "Four ways to push: one bus, one server, %s messages/s of %d B for %s, a poll every %s, seed %d.%n"
            + "%s.%n"
            + "%d messages, published later than intended by %.3f ms (p50), %.3f ms (p99), %.3f ms (max).%n",
        number(plan.rate()),
        plan.size(),
        DurationConverter.format(plan.measured()),
        DurationConverter.format(plan.interval()),
        plan.seed(),
        comparison.environment(),
        comparison.published(),
        delay.p50(),
        delay.p99(),
        delay.max());
  }

  private static String legend(double roundTrip) {
    return String.format(
        Locale.ROOT,
        """
        latency: from the intended time of sending to the listener, over a direct connection
        per message: HTTP requests and bytes on the wire, heads included, counted by a relay in front of
          a second, untimed subscriber; without TCP and IP.  conn: connections it made
        ledger: both subscribers together, the warm-up included; dup = came twice, reord = out of order
        theory: Poisson arrivals; round trip R = %.2f ms, measured by a small request before the run
        """,
        roundTrip * 1e3);
  }

  private static String number(double value) {
    return value == Math.rint(value) ? String.valueOf((long) value) : String.valueOf(value);
  }
}
