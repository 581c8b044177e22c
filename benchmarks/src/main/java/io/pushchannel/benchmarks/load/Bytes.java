package io.pushchannel.benchmarks.load;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Searches and parses byte arrays. */
final class Bytes {

  private Bytes() {}

  static byte[] of(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  static boolean isAt(byte[] bytes, int at, int to, byte[] wanted) {
    if (at < 0 || at + wanted.length > to) {
      return false;
    }
    for (int i = 0; i < wanted.length; i++) {
      if (bytes[at + i] != wanted[i]) {
        return false;
      }
    }
    return true;
  }

  /** Returns the index of {@code wanted}, or -1. */
  static int find(byte[] bytes, int from, int to, byte[] wanted) {
    byte first = wanted[0];
    for (int i = from; i <= to - wanted.length; i++) {
      if (bytes[i] == first && isAt(bytes, i, to, wanted)) {
        return i;
      }
    }
    return -1;
  }

  /** Returns the index of {@code wanted}, or {@code to}. */
  static int indexOf(byte[] bytes, int from, int to, int wanted) {
    int i = from;
    while (i < to && bytes[i] != wanted) {
      i++;
    }
    return i;
  }

  static boolean isDigit(byte c) {
    return c >= '0' && c <= '9';
  }

  /**
   * Reports the message with the stamp at {@code at}: {@code <number> <intendedNanos> }.
   *
   * @throws IOException if there is no stamp
   */
  static void stamp(byte[] bytes, int at, int to, ParserListener listener) throws IOException {
    int i = at;
    long number = 0;
    for (; i < to && isDigit(bytes[i]); i++) {
      number = number * 10 + bytes[i] - '0';
    }
    int space = i++;
    long intended = 0;
    for (; i < to && isDigit(bytes[i]); i++) {
      intended = intended * 10 + bytes[i] - '0';
    }
    if (space == at || i == space + 1 || i >= to || bytes[space] != ' ' || bytes[i] != ' ') {
      throw new IOException(
          "message must begin with a stamp, began with "
              + text(bytes, at, Math.min(to, at + MessageStamp.MIN_SIZE)));
    }
    listener.message(number, intended);
  }

  static String text(byte[] bytes, int from, int to) {
    return new String(bytes, from, to - from, StandardCharsets.UTF_8);
  }
}
