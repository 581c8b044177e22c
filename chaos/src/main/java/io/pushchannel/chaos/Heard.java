package io.pushchannel.chaos;

import io.pushchannel.Cursor;

/** A call of a channel to its listener. */
sealed interface Heard {

  /** A received message, with a hash instead of its text. */
  record Message(Cursor id, String topic, int hash) implements Heard {}

  /**
   * A received gap.
   *
   * @param gap the gap
   * @param head the latest published message at the time of reception
   */
  record Gap(io.pushchannel.Gap gap, Place head) implements Heard {}

  /** A loss of the connection. */
  record Break(String cause) implements Heard {}
}
