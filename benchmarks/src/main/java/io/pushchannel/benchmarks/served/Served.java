package io.pushchannel.benchmarks.served;

import java.net.URI;

/** A server that publishes stamped messages, on one topic, to whoever has connected. */
public interface Served extends AutoCloseable {

  /** Where the load client finds it. */
  URI uri();

  /**
   * Publishes a message; does not wait for its delivery. By one thread.
   *
   * @param number one more than that of the last one
   * @param intended when it was meant to be sent, in {@link System#nanoTime()}
   * @param bytes how long its text is
   */
  void publish(long number, long intended, int bytes);

  /** Hands over what was published: for those that keep messages until a burst is complete. */
  default void flush() {}

  /** Publishes so many messages at once, numbered from {@code first}. */
  default void publish(long first, int count, int bytes) {
    for (int i = 0; i < count; i++) {
      publish(first + i, System.nanoTime(), bytes);
    }
    flush();
  }

  /** The processor time it has used so far, all its processes counted. */
  default long cpuNanos() {
    return Usage.cpu();
  }

  /** What it uses, after its garbage is collected. */
  default Usage usageAfterGc() {
    return Usage.afterGc();
  }

  @Override
  void close();
}
