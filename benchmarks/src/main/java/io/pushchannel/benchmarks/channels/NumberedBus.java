package io.pushchannel.benchmarks.channels;

import io.pushchannel.MessageBus;

/**
 * A bus on which the next thousands of messages have numbers of four digits. A message's size
 * depends on how many digits its number has; where bytes are counted, it must not change midway.
 */
public final class NumberedBus {

  private static final int FIRST_OF_FOUR_DIGITS = 1000;

  private NumberedBus() {}

  /** A bus that has numbered 1000 messages on a topic that nobody reads. */
  public static MessageBus create() {
    MessageBus bus = MessageBus.inMemory();
    for (int i = 0; i < FIRST_OF_FOUR_DIGITS; i++) {
      bus.publish("before", "");
    }
    return bus;
  }
}
