package io.pushchannel.channel;

import io.pushchannel.PushOptions;
import java.time.Duration;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * How long to pause before the next attempt: random between nothing and a bound that doubles with
 * each attempt (full jitter), the first retry included, so that clients cut at once do not come
 * back at once. What the server asks for is a floor, never a way to hurry.
 */
final class Backoff {

  /** No server may send a client away for longer. */
  private static final Duration MAX_HINT = Duration.ofMinutes(5);

  private final long min;
  private final long max;
  private final LongUnaryOperator random;
  private long bound;

  /**
   * Creates the pauses of one channel.
   *
   * @param random returns a number from 0 up to its argument, exclusive; not {@code
   *     java.util.random}, which Android lacks
   */
  Backoff(PushOptions options, LongUnaryOperator random) {
    this.min = Math.max(1, options.minBackoff().toMillis());
    this.max = Math.max(min, options.maxBackoff().toMillis());
    this.random = random;
    this.bound = min;
  }

  /** The last attempt was a good one: the next pause is short again. */
  void reset() {
    bound = min;
  }

  /** Another attempt would fail in the same way: the next pause is up to the longest. */
  void extend() {
    bound = max;
  }

  /**
   * The next pause, in milliseconds.
   *
   * @param hint what the server asked for, or null
   */
  long next(@Nullable Duration hint) {
    long pause = random.applyAsLong(bound);
    bound = bound > max / 2 ? max : bound * 2;
    return hint == null ? pause : Math.max(pause, jittered(bounded(hint)));
  }

  /** Up to a quarter more: all clients may have been told the same. */
  private long jittered(long floor) {
    return floor + random.applyAsLong(floor / 4 + 1);
  }

  private static long bounded(Duration hint) {
    return hint.compareTo(MAX_HINT) > 0 ? MAX_HINT.toMillis() : Math.max(0, hint.toMillis());
  }
}
