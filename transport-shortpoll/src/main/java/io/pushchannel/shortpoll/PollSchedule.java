package io.pushchannel.shortpoll;

import java.time.Duration;
import java.util.Random;
import java.util.function.LongSupplier;

/**
 * The times of polls: a fixed rate, independent of the duration of responses. Each poll is moved at
 * random by up to a tenth of the interval, so that clients that started together do not poll
 * together. After a stall no missed polls are made up for.
 */
final class PollSchedule {

  private static final double JITTER = 0.1;

  private final long shortest;
  private final long longest;
  private final LongSupplier clock;
  private final Random random;
  private long interval;
  private long slot;

  /**
   * A schedule whose first poll is due at once.
   *
   * @param clock in nanoseconds from any origin
   */
  PollSchedule(Duration shortest, Duration longest, LongSupplier clock, Random random) {
    this.shortest = shortest.toNanos();
    this.longest = longest.toNanos();
    this.clock = clock;
    this.random = random;
    start();
  }

  /** Starts the schedule of an attempt. Its first poll is due immediately. */
  void start() {
    interval = shortest;
    slot = clock.getAsLong();
  }

  /** Returns the time until the next poll in nanoseconds; 0 if it is due. */
  long untilNext(boolean heardSomething) {
    interval = heardSomething ? shortest : Math.min(longest, interval * (isAdaptive() ? 2 : 1));
    long now = clock.getAsLong();
    slot = Math.max(slot + interval, now - interval);
    long jitter = (long) ((random.nextDouble() * 2 - 1) * JITTER * interval);
    return Math.max(0, slot + jitter - now);
  }

  private boolean isAdaptive() {
    return longest > shortest;
  }
}
