package io.pushchannel.benchmarks.channels;

import java.util.SplittableRandom;

/**
 * When messages are meant to be sent: independently of each other and of every poll, so at random
 * intervals of exponential length (a Poisson process). The same seed gives the same schedule.
 */
public final class Schedule {

  private final SplittableRandom random;
  private final double meanNanos;
  private double next;

  /** A schedule that begins at 0 and has {@code rate} messages a second on average. */
  public Schedule(double rate, long seed) {
    this.random = new SplittableRandom(seed);
    this.meanNanos = 1e9 / rate;
  }

  /** The next time of sending, in nanoseconds from the beginning. */
  public long next() {
    // 1 - x, because x may be 0, whose logarithm is none
    next -= Math.log(1 - random.nextDouble()) * meanNanos;
    return (long) next;
  }
}
