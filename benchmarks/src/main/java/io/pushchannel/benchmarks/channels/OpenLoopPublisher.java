package io.pushchannel.benchmarks.channels;

import io.pushchannel.MessageBus;
import io.pushchannel.benchmarks.load.Stamp;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/**
 * Publishes at the times of a schedule, whatever becomes of the messages: it never waits for an
 * answer, so a slow system meets as many messages as a fast one. By one thread.
 */
public final class OpenLoopPublisher {

  /** The last stretch before a message is waited out awake: a sleeping thread wakes up late. */
  private static final long AWAKE_NANOS = 200_000;

  private final MessageBus bus;
  private final String topic;
  private final int size;
  private final Schedule schedule;
  private final Histogram delay = new Histogram(3);
  private final long start = System.nanoTime();
  private long next;
  private long published;

  /** Publishes on {@code topic} messages of {@code size} bytes; the schedule begins now. */
  public OpenLoopPublisher(MessageBus bus, String topic, int size, Schedule schedule) {
    this.bus = bus;
    this.topic = topic;
    this.size = size;
    this.schedule = schedule;
    this.next = schedule.next();
  }

  /** Publishes what is due from the beginning of the schedule until {@code end}. */
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

  /** How many messages were published so far. */
  public long published() {
    return published;
  }

  /** How much later than intended the messages were sent, in nanoseconds. */
  public Histogram delay() {
    return delay;
  }
}
