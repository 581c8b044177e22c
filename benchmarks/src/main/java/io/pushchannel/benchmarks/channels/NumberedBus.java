package io.pushchannel.benchmarks.channels;

import io.pushchannel.MessageBus;

/**
 * Creates a bus whose next messages have sequence numbers of four digits. The size of a message
 * depends on the number of digits, and must not change while bytes are counted.
 */
public final class NumberedBus {

  private static final int FIRST_OF_FOUR_DIGITS = 1000;

  private NumberedBus() {}

  /** Creates a bus and publishes 1000 messages on a topic without readers. */
  public static MessageBus create() {
    MessageBus bus = MessageBus.inMemory();
    for (int i = 0; i < FIRST_OF_FOUR_DIGITS; i++) {
      bus.publish("before", "");
    }
    return bus;
  }
}
