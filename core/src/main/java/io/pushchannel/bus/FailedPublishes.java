package io.pushchannel.bus;

import io.pushchannel.check.Excerpt;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.slf4j.Logger;

/**
 * Logs failed publishes, because a caller may ignore the stage that reports them: each kind of
 * failure at most once a minute, never with the text. Thread-safe.
 */
final class FailedPublishes {

  private static final long QUIET_MILLIS = 60_000;

  private static final class Kind {
    private long reportedAt;
    private long suppressed;
  }

  private final Logger log;
  private final LongSupplier clock;

  /** By class of exception: a bus throws three. */
  private final Map<Class<?>, Kind> kinds = new HashMap<>();

  /**
   * A log without failures.
   *
   * @param clock in milliseconds from any origin; never goes back
   */
  FailedPublishes(Logger log, LongSupplier clock) {
    this.log = log;
    this.clock = clock;
  }

  /** A publish on {@code topic} failed. */
  synchronized void add(String topic, RuntimeException failure) {
    Kind kind = kinds.get(failure.getClass());
    if (kind != null && clock.getAsLong() - kind.reportedAt < QUIET_MILLIS) {
      kind.suppressed++;
      return;
    }
    report(topic, failure, kind == null ? 0 : kind.suppressed);
    Kind reported = new Kind();
    reported.reportedAt = clock.getAsLong();
    kinds.put(failure.getClass(), reported);
  }

  private void report(String topic, RuntimeException failure, long suppressed) {
    String others = suppressed == 0 ? "" : " (and " + suppressed + " more like it since the last)";
    log.warn(
        "A publish on topic {} failed: {}{}",
        Excerpt.of(topic),
        Excerpt.of(failure.getMessage()),
        others);
  }
}
