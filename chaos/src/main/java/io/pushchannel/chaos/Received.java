package io.pushchannel.chaos;

import io.pushchannel.Cursor;

/** A call of a channel to its listener. */
sealed interface Received {

  /** A received message, with a hash instead of its text. */
  record Message(Cursor id, String topic, int hash) implements Received {}

  /**
   * A received gap.
   *
   * @param gap the gap
   * @param head the latest published message at the time of reception
   */
  record Gap(io.pushchannel.Gap gap, BusPosition head) implements Received {}

  /** A loss of the connection. */
  record Disconnect(String cause) implements Received {}
}
