package io.pushchannel.benchmarks.load;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Parses unmasked frames from a server (RFC 6455, section 5.2). The length in a frame's header
 * locates the next frame.
 */
final class WebSocketParser implements Parser {

  private static final byte[] ID = Bytes.of("\"id\":\"");
  private static final byte[] CURSOR = Bytes.of("\"cursor\":\"");
  private static final byte[] GAP = Bytes.of("{\"control\":\"gap\"");

  private static final int TEXT = 0x81;
  private static final int CLOSE = 0x88;
  private static final int PING = 0x89;
  private static final int PONG = 0x8a;

  private final @Nullable StampFinder stamps;

  private WebSocketParser(@Nullable StampFinder stamps) {
    this.stamps = stamps;
  }

  /** Creates a parser for the frames of PushChannel's server, which contain JSON objects. */
  static WebSocketParser ours() {
    return new WebSocketParser(new StampFinder("\"data\":\""));
  }

  /** Creates a parser for any server: text that begins with a stamp; other text is ignored. */
  static WebSocketParser plain() {
    return new WebSocketParser(null);
  }

  @Override
  public int parse(byte[] bytes, int from, int to, ParserListener listener) throws IOException {
    int at = from;
    int last = -1;
    int lastEnd = -1;
    while (to - at >= 2) {
      int widthOfLength = widthOfLength(bytes[at + 1]);
      int start = at + 2 + widthOfLength;
      if (start > to) {
        break;
      }
      int end = start + length(bytes, at + 1, widthOfLength);
      if (end > to) {
        break;
      }
      if (frame(bytes, at, start, end, listener)) {
        last = start;
        lastEnd = end;
      }
      at = end;
    }
    if (last >= 0 && stamps != null) {
      place(bytes, last, lastEnd, listener);
    }
    return at;
  }

  private static int widthOfLength(byte length) throws IOException {
    if (length < 0) {
      throw new IOException("frames from a server must not be masked");
    }
    return length < 126 ? 0 : length == 126 ? 2 : 8;
  }

  private static int length(byte[] bytes, int at, int width) throws IOException {
    if (width == 0) {
      return bytes[at];
    }
    long length = 0;
    for (int i = at + 1; i <= at + width; i++) {
      length = (length << 8) | (bytes[i] & 0xff);
    }
    if (length < 0 || length > 1 << 24) {
      throw new IOException("frame length must be at most " + (1 << 24) + ", was " + length);
    }
    return (int) length;
  }

  /** Handles one frame. Returns true if it is a text frame. */
  private boolean frame(byte[] bytes, int at, int start, int end, ParserListener listener)
      throws IOException {
    switch (bytes[at] & 0xff) {
      case TEXT -> text(bytes, start, end, listener);
      case PING -> listener.ping(bytes, start, end);
      case PONG -> {}
      case CLOSE -> listener.leaving();
      default ->
          throw new IOException(
              "frame must be an unfragmented text or control frame, began with 0x"
                  + Integer.toHexString(bytes[at] & 0xff));
    }
    return (bytes[at] & 0xff) == TEXT;
  }

  private void text(byte[] bytes, int start, int end, ParserListener listener) throws IOException {
    if (stamps == null) {
      if (start < end && Bytes.isDigit(bytes[start])) {
        Bytes.stamp(bytes, start, end, listener);
      }
    } else if (Bytes.isAt(bytes, start, end, GAP)) {
      listener.gap();
    } else {
      stamps.find(bytes, start, end, listener);
    }
  }

  private static void place(byte[] bytes, int start, int end, ParserListener listener) {
    byte[] before = Bytes.isAt(bytes, start + 1, end, ID) ? ID : CURSOR;
    int at = Bytes.find(bytes, start, end, before);
    if (at >= 0) {
      int from = at + before.length;
      listener.cursor(bytes, from, Bytes.indexOf(bytes, from, end, '"'));
    }
  }
}
