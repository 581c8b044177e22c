package io.pushchannel.proxy;

import java.nio.ByteBuffer;

/** The actions of a stage on its direction of a connection. */
interface StageOutput {

  /**
   * Forwards bytes.
   *
   * @param bytes the bytes, which the caller must not change afterwards
   * @param due the earliest time of sending, on the clock of {@link System#nanoTime}
   */
  void bytes(ByteBuffer bytes, long due);

  /** Ends the stream to the receiver, after all forwarded bytes. */
  void end();

  /** Cuts both sides, after all forwarded bytes. */
  void cut(Ending ending);

  /** Stops this direction, after all forwarded bytes. */
  void stall();

  /** Makes the connection half-open, after all forwarded bytes. */
  void makeHalfOpen();

  /** Sends {@code text} to the client, then closes both sides. */
  void respond(String text);
}
