package io.pushchannel.demo;

import io.pushchannel.wire.Json;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Random;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Publishes on the lanes: single messages, bursts, or a Poisson stream of a given rate. Regular
 * intervals would interfere with the interval of short polling and distort mean latencies. All
 * publishing runs on one thread. A message that the bus refuses does not use up a number, so the
 * numbers have no holes.
 */
final class SamplePublisher {

  private static final long SEED = 20_241_125;
  private static final int MAX_LAG = 50;

  private final String run;
  private final Backend backend;
  private final ScheduledExecutorService thread;
  private final Clock clock;
  private final Random random = new Random(SEED);
  private volatile double rate;
  private volatile int size = 100;
  private long published;
  private long schedule;
  private double dueNanos;

  SamplePublisher(String run, Backend backend, ScheduledExecutorService thread, Clock clock) {
    this.run = run;
    this.backend = backend;
    this.thread = thread;
    this.clock = clock;
  }

  double rate() {
    return rate;
  }

  int size() {
    return size;
  }

  /** Publishes one message. */
  void publish(String text) {
    thread.execute(() -> publishNow(text));
  }

  /** Publishes the given number of messages without pauses. */
  void burst(int messages) {
    thread.execute(
        () -> {
          for (int i = 1; i <= messages; i++) {
            publishNow("burst " + i + " of " + messages);
          }
        });
  }

  /**
   * Sets the rate and the size of the messages that are published from now on.
   *
   * @param perSecond mean number of messages per second; 0 stops publishing
   * @param bytes approximate size of each message
   */
  void setRate(double perSecond, int bytes) {
    rate = perSecond;
    size = bytes;
    thread.execute(
        () -> {
          schedule++;
          dueNanos = System.nanoTime();
          scheduleNext(schedule);
        });
  }

  private void scheduleNext(long ofSchedule) {
    if (rate <= 0) {
      return;
    }
    double gap = -Math.log(1 - random.nextDouble()) / rate;
    // after a delay of more than MAX_LAG ms, the missed messages are not made up for
    dueNanos = Math.max(dueNanos + gap * 1e9, System.nanoTime() - MAX_LAG * 1e6);
    long delay = Math.max(0, (long) dueNanos - System.nanoTime());
    thread.schedule(() -> publishScheduled(ofSchedule), delay, TimeUnit.NANOSECONDS);
  }

  private void publishScheduled(long ofSchedule) {
    if (ofSchedule == schedule) {
      publishNow("by rate");
      scheduleNext(ofSchedule);
    }
  }

  private void publishNow(String text) {
    Sample bare = new Sample(run, published + 1, micros(), text, "");
    int missing = size - Json.MAPPER.writeValueAsString(bare).length();
    Sample sample = new Sample(run, bare.n(), bare.at(), text, "x".repeat(Math.max(0, missing)));
    var result = backend.bus().publishJson(Backend.TOPIC, sample).toCompletableFuture();
    if (!result.isCompletedExceptionally()) {
      published++;
    }
  }

  private long micros() {
    return ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant());
  }
}
