package io.pushchannel.channel;

import io.pushchannel.Cursor;
import io.pushchannel.PushOptions;
import java.time.Duration;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Decides the pause before the next attempt, and logs an outage once. Confined to the channel's
 * thread.
 */
final class ReconnectPolicy {

  private final Backoff backoff;
  private final EpochChanges epochs;
  private final OutageLog outage;
  private final RepeatedFailure repetition = new RepeatedFailure();
  private boolean stuck;

  ReconnectPolicy(
      PushOptions options, EpochChanges epochs, OutageLog outage, LongUnaryOperator random) {
    this.backoff = new Backoff(options, random);
    this.epochs = epochs;
    this.outage = outage;
  }

  /** An attempt has opened. */
  void opened(Cursor cursor) {
    outage.opened(cursor);
  }

  /**
   * An attempt has ended.
   *
   * @param cause the failure, or null
   * @param wasHealthy true if the next pause may be short
   */
  void ended(@Nullable Exception cause, Cursor cursor, boolean wasHealthy) {
    boolean isRepeated = repetition.isRepeated(cause, cursor);
    stuck = isRepeated || cause instanceof EpochChangedException;
    if (isRepeated) {
      backoff.extend();
    } else if (wasHealthy && !epochs.isAlternating()) {
      backoff.reset();
      outage.over();
    }
  }

  /**
   * Returns the pause in milliseconds, and logs it.
   *
   * @param requested the pause that the server requested, or null
   */
  long pause(@Nullable Exception cause, Cursor cursor, @Nullable Duration requested) {
    long millis = backoff.next(requested);
    if (stuck) {
      outage.stuck(cursor, cause, millis);
    } else {
      outage.ended(cause, millis);
    }
    return millis;
  }
}
