package io.pushchannel.longpoll;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Slows down a client whose server, or a proxy before it, returns empty responses without holding
 * the request. The pause grows with each such response, so that empty polls do not keep both ends
 * busy.
 */
final class EmptyPollBackoff {

  private static final long FIRST_PAUSE = 50;
  private static final long MAX_PAUSE = 5000;

  private final long soon;
  private final LongSupplier clock;
  private long asked;
  private long pause;

  /**
   * Creates a back-off for polls that are held for {@code wait}.
   *
   * @param clock in nanoseconds from any origin
   */
  EmptyPollBackoff(Duration wait, LongSupplier clock) {
    this.soon = wait.toNanos() / 4;
    this.clock = clock;
  }

  void reset() {
    pause = 0;
  }

  void requested() {
    asked = clock.getAsLong();
  }

  void received(boolean isEmpty) {
    boolean tooSoon =
        isEmpty && clock.getAsLong() - asked < Math.min(soon, TimeUnit.SECONDS.toNanos(1));
    pause = tooSoon ? Math.min(MAX_PAUSE, Math.max(FIRST_PAUSE, pause * 2)) : 0;
  }

  /** Returns the pause before the next poll in milliseconds. */
  long pauseMillis() {
    return pause;
  }
}
