package io.pushchannel.testkit.proxy;

import java.nio.ByteBuffer;

/** What a stage may do with one direction of a connection. */
interface Onward {

  /**
   * Passes bytes on.
   *
   * @param bytes not changed afterwards
   * @param due not before then, on the clock of {@link System#nanoTime}
   */
  void bytes(ByteBuffer bytes, long due);

  /** Tells the receiver of the end, after what was passed on. */
  void end();

  /** Cuts both sides, after what was passed on. */
  void cut(Ending ending);

  /** Stops this direction, after what was passed on. */
  void stall();

  /** Lets both directions vanish, after what was passed on. */
  void vanish();

  /** Tells the sender this, and both sides the end. */
  void answer(String text);
}
