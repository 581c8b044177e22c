package io.pushchannel.benchmarks.load;

import java.io.IOException;

/** Parses consecutive responses to polls: 200 with a batch, or 304. */
final class BatchParser implements Parser {

  private static final byte[] HEAD_END = Bytes.of("\r\n\r\n");
  private static final byte[] STATUS = Bytes.of("HTTP/1.1 ");
  private static final byte[] OK = Bytes.of("HTTP/1.1 200");
  private static final byte[] NOT_MODIFIED = Bytes.of("HTTP/1.1 304");
  private static final byte[] LENGTH = Bytes.of("\r\nContent-Length: ");
  private static final byte[] CURSOR = Bytes.of("{\"cursor\":\"");
  private static final byte[] GAP = Bytes.of("\",\"gap\":");
  private static final byte[] DATA = Bytes.of("\"data\":\"");

  @Override
  public int parse(byte[] bytes, int from, int to, ParserListener listener) throws IOException {
    int at = from;
    while (true) {
      int headEnd = Bytes.find(bytes, at, to, HEAD_END);
      if (headEnd < 0) {
        return at;
      }
      int body = headEnd + HEAD_END.length;
      int end = body + length(bytes, at, headEnd);
      if (end > to) {
        return at;
      }
      if (end > body) {
        batch(bytes, body, end, listener);
      }
      listener.opened();
      at = end;
    }
  }

  private static int length(byte[] bytes, int at, int headEnd) throws IOException {
    if (Bytes.isAt(bytes, at, headEnd, NOT_MODIFIED)) {
      return 0;
    }
    int header = Bytes.find(bytes, at, headEnd, LENGTH);
    if (!Bytes.isAt(bytes, at, headEnd, OK) || header < 0) {
      String head = Bytes.text(bytes, at, Math.min(headEnd, at + STATUS.length + 200));
      throw new IOException(
          "response to a poll must be 304, or 200 with a Content-Length, was " + head);
    }
    int length = 0;
    for (int i = header + LENGTH.length; Bytes.isDigit(bytes[i]); i++) {
      length = length * 10 + bytes[i] - '0';
    }
    return length;
  }

  private static void batch(byte[] bytes, int from, int to, ParserListener listener)
      throws IOException {
    if (!Bytes.isAt(bytes, from, to, CURSOR)) {
      throw new IOException(
          "response body must be a batch with a cursor, was " + Bytes.text(bytes, from, to));
    }
    int cursor = from + CURSOR.length;
    int cursorEnd = Bytes.indexOf(bytes, cursor, to, '"');
    if (Bytes.isAt(bytes, cursorEnd, to, GAP)) {
      listener.gap();
    }
    messages(bytes, cursorEnd, to, listener);
    listener.cursor(bytes, cursor, cursorEnd);
  }

  /**
   * Parses the messages of a batch. The distance between two stamps is usually the same as between
   * the previous two, so that position is tried before searching.
   */
  private static void messages(byte[] bytes, int from, int to, ParserListener listener)
      throws IOException {
    int stride = 0;
    for (int at = Bytes.find(bytes, from, to, DATA); at >= 0; ) {
      Bytes.stamp(bytes, at + DATA.length, to, listener);
      int next = at + stride;
      if (stride == 0 || !Bytes.isAt(bytes, next, to, DATA)) {
        next = Bytes.find(bytes, at + DATA.length, to, DATA);
      }
      stride = next - at;
      at = next;
    }
  }
}
