package io.pushchannel.benchmarks.served;

import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/**
 * Publishes at the times of a Poisson process, independently of polls and of the delivery. It never
 * waits for a result, so a slow system receives the same load as a fast one. The same seed yields
 * the same intervals. Not thread-safe.
 */
public final class OpenLoopPublisher {

  /**
   * The publisher spins for this time before each message, because a parked thread wakes up late.
   */
  private static final long AWAKE_NANOS = 100_000;

  private final SplittableRandom random;
  private final double meanNanos;
  private final Destination destination;
  private final Histogram delay = new Histogram(3);
  private final long start = System.nanoTime();
  private double next;
  private long published;

  /** Publishes one message. */
  @FunctionalInterface
  public interface Destination {
    /**
     * Publishes a message without waiting for its delivery.
     *
     * @param number the number of the message, starting at 0
     * @param intended the intended publishing time on the clock of {@link System#nanoTime()}
     */
    void publish(long number, long intended);
  }

  /** Publishes {@code perSecond} messages per second on average. The schedule starts now. */
  public OpenLoopPublisher(double perSecond, long seed, Destination destination) {
    this.random = new SplittableRandom(seed);
    this.meanNanos = 1e9 / perSecond;
    this.destination = destination;
    advance();
  }

  private void advance() {
    // 1 - x, because x may be 0, and log(0) is infinite
    next -= Math.log(1 - random.nextDouble()) * meanNanos;
  }

  /**
   * Publishes all messages that are due until {@code end}, counted from the start of the schedule,
   * on the caller's thread.
   *
   * @throws InterruptedException if the thread is interrupted
   */
  public void publishUntil(Duration end) throws InterruptedException {
    for (; next < end.toNanos(); advance()) {
      long intended = start + (long) next;
      waitUntil(intended);
      delay.recordValue(Math.max(0, System.nanoTime() - intended));
      destination.publish(published++, intended);
    }
    waitUntil(start + end.toNanos());
  }

  private static void waitUntil(long time) throws InterruptedException {
    for (long left = time - System.nanoTime(); left > 0; left = time - System.nanoTime()) {
      if (Thread.interrupted()) {
        throw new InterruptedException("interrupted while publishing");
      }
      if (left > AWAKE_NANOS) {
        LockSupport.parkNanos(left - AWAKE_NANOS);
      } else {
        Thread.onSpinWait();
      }
    }
  }

  /** Returns the number of messages published so far. */
  public long published() {
    return published;
  }

  /** Returns the delays between intended and actual publishing in nanoseconds. */
  public Histogram delay() {
    return delay;
  }
}
