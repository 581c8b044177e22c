package io.pushchannel.peers;

import io.pushchannel.benchmarks.load.MessageStamp;
import io.pushchannel.benchmarks.served.Served;

/**
 * A push server of another project that sends each message to all connected clients. It listens on
 * a free loopback port as soon as it is created. Called by one thread.
 */
interface Peer extends Served {

  /**
   * Publishes one message to all connected clients.
   *
   * @param text the message, ASCII only
   * @throws java.io.UncheckedIOException if the server runs in another process and is unreachable
   */
  void publish(String text);

  @Override
  default void publish(long number, long intended, int bytes) {
    publish(new MessageStamp(number, intended).toText(bytes));
  }
}
