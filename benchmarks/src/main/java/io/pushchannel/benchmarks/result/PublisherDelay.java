package io.pushchannel.benchmarks.result;

import java.util.Locale;

/** The limit on the delay of a publisher that follows a schedule. */
public final class PublisherDelay {

  /** The name of the flag. The row's flag adds the delay and the limit in brackets. */
  public static final String FLAG = "publisher late";

  private PublisherDelay() {}

  /** Adds the delay to a row, and a flag if one message in a hundred was later than the limit. */
  public static Row applied(Row row, double p99Millis, double limitMillis) {
    Row timed = row.figure("publishDelayP99Millis", p99Millis);
    return p99Millis > limitMillis ? timed.flag(text(p99Millis, limitMillis)) : timed;
  }

  private static String text(double p99Millis, double limitMillis) {
    return String.format(
        Locale.ROOT, "%s (p99 %.0f ms, limit %.0f ms)", FLAG, p99Millis, limitMillis);
  }
}
