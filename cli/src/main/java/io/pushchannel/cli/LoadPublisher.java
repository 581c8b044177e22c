package io.pushchannel.cli;

import io.pushchannel.MessageBus;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Publishes at a steady rate on a thread of its own. Each message has an intended time; after a
 * pause of the machine those that are due follow at once, so that the rate holds on average.
 */
final class LoadPublisher implements AutoCloseable {

  private final MessageBus bus;
  private final String topic;
  private final double rate;
  private final String filler;
  private final PrintWriter report;
  private final Thread thread = new Thread(this::run, "load-publisher");
  private volatile boolean closed;

  private LoadPublisher(MessageBus bus, String topic, double rate, int size, PrintWriter report) {
    this.bus = bus;
    this.topic = topic;
    this.rate = rate;
    this.filler = "x".repeat(size);
    this.report = report;
  }

  static LoadPublisher start(
      MessageBus bus, String topic, double rate, int size, PrintWriter report) {
    LoadPublisher publisher = new LoadPublisher(bus, topic, rate, size, report);
    publisher.thread.setDaemon(true);
    publisher.thread.start();
    return publisher;
  }

  private void run() {
    long start = System.nanoTime();
    long published = 0;
    while (!closed) {
      long elapsed = System.nanoTime() - start;
      long early = (long) (published * 1e9 / rate) - elapsed;
      if (early > 0) {
        LockSupport.parkNanos(early);
      } else {
        bus.publish(topic, filler);
        published++;
      }
    }
    report(published, (System.nanoTime() - start) / 1e9);
  }

  private void report(long published, double seconds) {
    report.printf(
        Locale.ROOT,
        "published %d messages in %.1f s: %.1f a second, %.1f asked for%n",
        published,
        seconds,
        published / seconds,
        rate);
    report.flush();
  }

  /** Ends it and waits until it has reported. Again does nothing. */
  @Override
  public void close() {
    closed = true;
    LockSupport.unpark(thread);
    try {
      thread.join(TimeUnit.SECONDS.toMillis(1));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
