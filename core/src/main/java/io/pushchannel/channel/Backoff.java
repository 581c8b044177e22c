package io.pushchannel.channel;

import io.pushchannel.PushOptions;
import java.time.Duration;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Computes the pause before the next attempt: random between 0 and a limit that doubles with each
 * attempt (full jitter), including the first retry. Clients that were disconnected together
 * therefore do not reconnect together. A pause that the server requests is a minimum.
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
   * Returns the next pause in milliseconds.
   *
   * @param hint the pause that the server requested, or null
   */
  long next(@Nullable Duration hint) {
    long pause = random.applyAsLong(bound);
    bound = bound > max / 2 ? max : bound * 2;
    return hint == null ? pause : Math.max(pause, jittered(bounded(hint)));
  }

  /** Adds up to a quarter, because all clients may have received the same pause. */
  private long jittered(long floor) {
    return floor + random.applyAsLong(floor / 4 + 1);
  }

  private static long bounded(Duration hint) {
    return hint.compareTo(MAX_HINT) > 0 ? MAX_HINT.toMillis() : Math.max(0, hint.toMillis());
  }
}
