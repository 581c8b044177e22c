package io.pushchannel.testkit.chaos;

import io.pushchannel.Cursor;

/** One thing that a channel told its listener. */
sealed interface Heard {

  /** A message, whose text is kept as a hash. */
  record Message(Cursor id, String topic, int hash) implements Heard {}

  /**
   * A gap.
   *
   * @param head the latest message published when it was heard
   */
  record Gap(io.pushchannel.Gap gap, Place head) implements Heard {}

  /** The connection was lost. */
  record Break(String cause) implements Heard {}
}
