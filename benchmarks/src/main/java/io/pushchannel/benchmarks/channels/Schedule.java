package io.pushchannel.benchmarks.channels;

import java.util.SplittableRandom;

/**
 * The intended publishing times: a Poisson process with exponential intervals, independent of
 * polls. The same seed yields the same schedule.
 */
public final class Schedule {

  private final SplittableRandom random;
  private final double meanNanos;
  private double next;

  /** Creates a schedule that starts at 0 and has {@code rate} messages per second on average. */
  public Schedule(double rate, long seed) {
    this.random = new SplittableRandom(seed);
    this.meanNanos = 1e9 / rate;
  }

  /** Returns the next publishing time in nanoseconds since the start. */
  public long next() {
    // 1 - x, because x may be 0, and log(0) is infinite
    next -= Math.log(1 - random.nextDouble()) * meanNanos;
    return (long) next;
  }
}
