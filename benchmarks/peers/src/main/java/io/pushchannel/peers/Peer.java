package io.pushchannel.peers;

import io.pushchannel.benchmarks.load.Stamp;
import io.pushchannel.benchmarks.served.Served;

/**
 * A server of another make that gives each message to all who are connected. It listens on a free
 * port of loopback from when it is made. Called by one thread.
 */
interface Peer extends Served {

  /**
   * Hands one message over to everybody connected.
   *
   * @param text ASCII
   * @throws java.io.UncheckedIOException if the server, in a process of its own, can't be reached
   */
  void publish(String text);

  @Override
  default void publish(long number, long intended, int bytes) {
    publish(new Stamp(number, intended).toText(bytes));
  }
}
