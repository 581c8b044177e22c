package io.pushchannel.benchmarks.load;

import java.io.IOException;

/**
 * Parses the event stream of any server: a message is a {@code data} line that begins with a stamp.
 * Chunks may end anywhere or be absent. The parser reads every byte and keeps only the start of a
 * line.
 */
final class PlainSseParser implements Parser {

  private static final byte[] DATA = Bytes.of("data:");

  private final boolean chunked;
  private final byte[] line = new byte[DATA.length + 1 + MessageStamp.MIN_SIZE];
  private int lineLength;

  /** Remaining bytes of a chunk, including its CRLF. */
  private int left;

  /**
   * Creates a parser for the body of a response.
   *
   * @param head status line and headers in lower case
   */
  PlainSseParser(String head) {
    this.chunked = head.contains("chunked");
  }

  @Override
  public int parse(byte[] bytes, int from, int to, ParserListener listener) throws IOException {
    if (!chunked) {
      lines(bytes, from, to, listener);
      return to;
    }
    int at = from;
    while (at < to) {
      if (left == 0) {
        int end = Bytes.indexOf(bytes, at, to, '\n');
        if (end == to) {
          return at;
        }
        left = length(bytes, at, end) + 2;
        at = end + 1;
        if (left == 2) {
          listener.leaving();
        }
      }
      int taken = Math.min(left, to - at);
      lines(bytes, at, at + Math.max(0, Math.min(taken, left - 2)), listener);
      left -= taken;
      at += taken;
    }
    return at;
  }

  private static int length(byte[] bytes, int from, int to) throws IOException {
    String text = Bytes.text(bytes, from, to).strip();
    int extension = text.indexOf(';');
    try {
      return Integer.parseInt(extension < 0 ? text : text.substring(0, extension).strip(), 16);
    } catch (NumberFormatException e) {
      throw new IOException("chunk length must be hexadecimal, was " + text, e);
    }
  }

  private void lines(byte[] bytes, int from, int to, ParserListener listener) throws IOException {
    for (int i = from; i < to; i++) {
      byte c = bytes[i];
      if (c == '\n' || c == '\r') {
        if (lineLength > 0) {
          line(listener);
          lineLength = 0;
        }
      } else if (lineLength < line.length) {
        line[lineLength++] = c;
      }
    }
  }

  private void line(ParserListener listener) throws IOException {
    if (Bytes.isAt(line, 0, lineLength, DATA)) {
      int at = DATA.length;
      at += at < lineLength && line[at] == ' ' ? 1 : 0;
      if (at < lineLength && Bytes.isDigit(line[at])) {
        Bytes.stamp(line, at, lineLength, listener);
      }
    }
  }
}
