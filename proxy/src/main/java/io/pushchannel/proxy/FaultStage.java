package io.pushchannel.proxy;

import java.nio.ByteBuffer;

/** Processes the bytes of one direction. Each fault of a plan has a stage. */
interface FaultStage {

  /** Processes bytes, which may be sent from the time {@code due} on. */
  void bytes(ByteBuffer bytes, long due, StageOutput output);

  /** Processes the end of the sender's stream. */
  default void end(StageOutput output) {
    output.end();
  }
}
