package io.pushchannel.proxy;

import java.nio.ByteBuffer;

/** Processes the bytes of one direction. Each fault of a plan has a stage. */
interface Stage {

  /** Processes bytes, which may be sent from the time {@code due} on. */
  void bytes(ByteBuffer bytes, long due, Onward onward);

  /** Processes the end of the sender's stream. */
  default void end(Onward onward) {
    onward.end();
  }
}
