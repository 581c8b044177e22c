package io.pushchannel.channel;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Accepts a change of epoch, but not a second one soon after it: then several servers with separate
 * buses share one address, or a server restarts repeatedly. On the channel's thread.
 */
final class EpochChanges {

  /** Alternation is over after this number of windows without a rejection. */
  private static final int QUIET_WINDOWS = 4;

  private final Sleeper time;
  private final Duration window;
  private long lastAccepted;
  private boolean hasAccepted;
  private long lastRejected;
  private boolean hasRejected;

  /** Rejects changes that come within {@code window} of the last one accepted. */
  EpochChanges(Sleeper time, Duration window) {
    this.time = time;
    this.window = window;
  }

  /** Returns null if the change is accepted, otherwise the failure that ends the attempt. */
  @Nullable EpochChangedException reject(String from, String to) {
    long now = time.nanos();
    if (hasAccepted && now - lastAccepted < window.toNanos()) {
      hasRejected = true;
      lastRejected = now;
      return new EpochChangedException(from, to, window);
    }
    hasAccepted = true;
    lastAccepted = now;
    return null;
  }

  /**
   * Returns true if a change was rejected recently; a message is then no proof of a healthy server.
   */
  boolean isAlternating() {
    return hasRejected && time.nanos() - lastRejected < window.toNanos() * QUIET_WINDOWS;
  }
}
