package io.pushchannel.benchmarks.load;

import java.io.IOException;

/**
 * Finds the stamp in a message. Its offset is the same as in the previous message unless a number
 * has gained a digit, so that offset is tried before searching.
 */
final class StampFinder {

  private final byte[] before;
  private int expected;

  /** Creates a finder for stamps that directly follow these characters. */
  StampFinder(String before) {
    this.before = Bytes.of(before);
  }

  /**
   * Reports the stamp in the bytes from {@code start} to {@code end}.
   *
   * @return false if the bytes contain no stamp
   * @throws IOException if the stamp is invalid
   */
  boolean find(byte[] bytes, int start, int end, ParserListener listener) throws IOException {
    int at = start + expected;
    if (!Bytes.isAt(bytes, at, end, before)) {
      at = Bytes.find(bytes, start, end, before);
      if (at < 0) {
        return false;
      }
      expected = at - start;
    }
    Bytes.stamp(bytes, at + before.length, end, listener);
    return true;
  }
}
