package io.pushchannel.testkit.proxy;

import java.nio.ByteBuffer;

/** What is done to the bytes of one direction, on their way. One for each fault of a plan. */
interface Stage {

  /** Bytes came; {@code due} is when they may leave. */
  void bytes(ByteBuffer bytes, long due, Onward onward);

  /** The sender has ended. */
  default void end(Onward onward) {
    onward.end();
  }
}
