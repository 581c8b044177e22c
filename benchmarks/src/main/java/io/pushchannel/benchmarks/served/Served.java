package io.pushchannel.benchmarks.served;

import java.net.URI;

/** A server that publishes stamped messages on one topic to all connected clients. */
public interface Served extends AutoCloseable {

  /** Returns the URI that the load client connects to. */
  URI uri();

  /**
   * Publishes a message without waiting for its delivery. Called by one thread.
   *
   * @param number the message number, one above that of the previous message
   * @param intended the intended publishing time on the clock of {@link System#nanoTime()}
   * @param bytes the size of the text
   */
  void publish(long number, long intended, int bytes);

  /** Sends all published messages. Implementations that collect a burst override this method. */
  default void flush() {}

  /** Publishes {@code count} messages at once, numbered from {@code first}. */
  default void publish(long first, int count, int bytes) {
    for (int i = 0; i < count; i++) {
      publish(first + i, System.nanoTime(), bytes);
    }
    flush();
  }

  /** Returns the CPU time used so far by all processes of the server. */
  default long cpuNanos() {
    return Usage.cpu();
  }

  /** Returns the usage after a garbage collection. */
  default Usage usageAfterGc() {
    return Usage.afterGc();
  }

  @Override
  void close();
}
