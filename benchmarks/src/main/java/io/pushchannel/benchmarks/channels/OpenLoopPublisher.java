package io.pushchannel.benchmarks.channels;

import io.pushchannel.MessageBus;
import io.pushchannel.benchmarks.load.Stamp;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/**
 * Publishes at the times of a schedule, independently of the delivery. It never waits for a result,
 * so a slow system receives the same load as a fast one. Not thread-safe.
 */
public final class OpenLoopPublisher {

  /**
   * The publisher spins for this time before each message, because a parked thread wakes up late.
   */
  private static final long AWAKE_NANOS = 200_000;

  private final MessageBus bus;
  private final String topic;
  private final int size;
  private final Schedule schedule;
  private final Histogram delay = new Histogram(3);
  private final long start = System.nanoTime();
  private long next;
  private long published;

  /** Publishes messages of {@code size} bytes on {@code topic}. The schedule starts now. */
  public OpenLoopPublisher(MessageBus bus, String topic, int size, Schedule schedule) {
    this.bus = bus;
    this.topic = topic;
    this.size = size;
    this.schedule = schedule;
    this.next = schedule.next();
  }

  /**
   * Publishes all messages that are due until {@code end}, counted from the start of the schedule.
   */
  public void publishUntil(Duration end) {
    for (; next < end.toNanos(); next = schedule.next()) {
      long intended = start + next;
      waitUntil(intended);
      delay.recordValue(Math.max(0, System.nanoTime() - intended));
      bus.publish(topic, new Stamp(published++, intended).toText(size));
    }
    waitUntil(start + end.toNanos());
  }

  private static void waitUntil(long time) {
    for (long left = time - System.nanoTime(); left > 0; left = time - System.nanoTime()) {
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
