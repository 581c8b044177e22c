package io.pushchannel.benchmarks.load;

import java.io.IOException;

/**
 * Parses the event stream of PushChannel's server, which sends one chunk per event. The length of a
 * chunk locates the next event, so only the start of each event is read.
 */
final class SseParser implements Parser {

  private static final byte[] ID = Bytes.of("\nid: ");
  private static final byte[] GAP = Bytes.of("event: $gap");
  private static final byte[] BYE = Bytes.of("event: $bye");
  private static final byte[] EVENT = Bytes.of("event: ");

  /** Maximum number of digits of a chunk length. */
  private static final int MAX_DIGITS = 7;

  private final StampFinder stamps = new StampFinder("\ndata: ");

  @Override
  public int parse(byte[] bytes, int from, int to, ParserListener listener) throws IOException {
    int at = from;
    int last = -1;
    int lastEnd = -1;
    while (at < to) {
      int start = afterLength(bytes, at, to);
      int end = start < 0 ? to : start + length(bytes, at, start - 2);
      if (end + 2 > to) {
        break;
      }
      if (end == start) {
        listener.leaving();
      } else if (event(bytes, start, end, listener)) {
        last = start;
        lastEnd = end;
      }
      at = end + 2;
    }
    if (last >= 0) {
      place(bytes, last, lastEnd, listener);
    }
    return at;
  }

  private static int afterLength(byte[] bytes, int at, int to) throws IOException {
    int end = Bytes.indexOf(bytes, at, Math.min(to, at + MAX_DIGITS + 1), '\r');
    if (end == at + MAX_DIGITS + 1) {
      throw new IOException(
          "chunk length must have at most "
              + MAX_DIGITS
              + " digits, was "
              + Bytes.text(bytes, at, at + MAX_DIGITS));
    }
    return end + 2 > to ? -1 : end + 2;
  }

  private static int length(byte[] bytes, int from, int to) throws IOException {
    int length = 0;
    for (int i = from; i < to; i++) {
      int digit = Character.digit(bytes[i], 16);
      if (digit < 0) {
        throw new IOException(
            "chunk length must be hexadecimal, was " + Bytes.text(bytes, from, to));
      }
      length = length * 16 + digit;
    }
    return length;
  }

  /** Returns true if the event has an id. */
  private boolean event(byte[] bytes, int start, int end, ParserListener listener)
      throws IOException {
    if (bytes[start] == 'e' && bytes[start + EVENT.length] != '$') {
      if (!stamps.find(bytes, start, end, listener)) {
        throw new IOException("event must have data, was " + Bytes.text(bytes, start, end));
      }
      return true;
    }
    if (Bytes.isAt(bytes, start, end, GAP)) {
      listener.gap();
    } else if (Bytes.find(bytes, start, end, BYE) >= 0) {
      listener.leaving();
    }
    return Bytes.find(bytes, start, end, ID) >= 0;
  }

  private static void place(byte[] bytes, int start, int end, ParserListener listener) {
    int id = Bytes.find(bytes, start, end, ID);
    if (id >= 0) {
      int from = id + ID.length;
      listener.cursor(bytes, from, Bytes.indexOf(bytes, from, end, '\n'));
    }
  }
}
