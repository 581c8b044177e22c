package io.pushchannel.benchmarks.load;

import java.io.IOException;

/**
 * Finds the stamp in a message. It stands where it stood in the last one, unless a number has got
 * one digit more; so it looks there first, and searches only if what must precede a stamp is not
 * there.
 */
final class StampFinder {

  private final byte[] before;
  private int expected;

  /** For stamps that follow right after these bytes. */
  StampFinder(String before) {
    this.before = Bytes.of(before);
  }

  /**
   * Tells of the stamp in the bytes from {@code start} to {@code end}.
   *
   * @return whether there is one
   * @throws IOException if what should be a stamp is none
   */
  boolean find(byte[] bytes, int start, int end, Heard heard) throws IOException {
    int at = start + expected;
    if (!Bytes.isAt(bytes, at, end, before)) {
      at = Bytes.find(bytes, start, end, before);
      if (at < 0) {
        return false;
      }
      expected = at - start;
    }
    Bytes.stamp(bytes, at + before.length, end, heard);
    return true;
  }
}
