package io.pushchannel.channel;

import io.pushchannel.PushOptions;
import java.time.Duration;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * How long to pause before the next attempt: random between nothing and a bound that doubles with
 * each failure (full jitter), the first retry included, so that clients cut at once do not come
 * back at once. What the server asks for is a floor.
 */
final class Backoff {

  /** No server may send a client away for longer. */
  private static final long MAX_HINT = Duration.ofMinutes(5).toMillis();

  private final long min;
  private final long max;
  private final RandomGenerator random;
  private long bound;

  Backoff(PushOptions options, RandomGenerator random) {
    this.min = options.minBackoff().toMillis();
    this.max = options.maxBackoff().toMillis();
    this.random = random;
    this.bound = min;
  }

  /** The last attempt was a good one: the next pause is short again. */
  void reset() {
    bound = min;
  }

  /**
   * The next pause, in milliseconds.
   *
   * @param hint what the server asked for, or null
   */
  long next(@Nullable Duration hint) {
    long pause = random.nextLong(bound);
    bound = Math.min(max, bound * 2);
    if (hint == null) {
      return pause;
    }
    long floor = Math.min(MAX_HINT, Math.max(0, hint.toMillis()));
    return floor + Math.min(pause, random.nextLong(floor / 2 + 1));
  }
}
