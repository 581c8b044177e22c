package io.pushchannel.benchmarks.served;

import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/**
 * Publishes independently of the delivery, as a Poisson process with exponential intervals; the
 * same seed yields the same intervals. A slow server receives the same load as a fast one.
 */
public final class OpenLoop {

  /**
   * The publisher spins for this time before each message, because a parked thread wakes up late.
   */
  private static final long AWAKE_NANOS = 60_000;

  private final SplittableRandom random;
  private final double meanNanos;
  private final Histogram delay = new Histogram(3);

  /** Creates a loop that publishes {@code perSecond} messages per second on average. */
  public OpenLoop(double perSecond, long seed) {
    random = new SplittableRandom(seed);
    meanNanos = 1e9 / perSecond;
  }

  /**
   * Publishes on the caller's thread for {@code length}.
   *
   * @param first the number of the first message
   * @param bytes the size of each message's text
   * @return number of published messages
   * @throws InterruptedException if the thread is interrupted
   */
  public long run(Served served, long first, int bytes, Duration length)
      throws InterruptedException {
    long start = System.nanoTime();
    long number = first;
    for (double at = next(0); at < length.toNanos(); at = next(at)) {
      long intended = start + (long) at;
      waitUntil(intended);
      delay.recordValue(Math.max(0, System.nanoTime() - intended));
      served.publish(number++, intended, bytes);
      served.flush();
    }
    waitUntil(start + length.toNanos());
    return number - first;
  }

  /** Returns the delays between intended and actual publishing in nanoseconds. */
  public Histogram delay() {
    return delay;
  }

  private double next(double before) {
    // 1 - x, because x may be 0, and log(0) is infinite
    return before - Math.log(1 - random.nextDouble()) * meanNanos;
  }

  private static void waitUntil(long time) throws InterruptedException {
    for (long left = time - System.nanoTime(); left > 0; left = time - System.nanoTime()) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      if (left > AWAKE_NANOS) {
        LockSupport.parkNanos(left - AWAKE_NANOS);
      } else {
        Thread.onSpinWait();
      }
    }
  }
}
