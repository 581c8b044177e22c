package io.pushchannel.websocket;

import io.pushchannel.wire.WireBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Frames as a server sends them: whole and unmasked (RFC 6455, section 5.2). They are written
 * straight into the bytes to send, because Java-WebSocket would keep them in a queue without bound.
 */
final class ServerFrame {

  private static final int FIN = 0x80;
  private static final int TEXT = 1;
  private static final int CLOSE = 8;
  private static final int PING = 9;
  private static final int PONG = 10;

  /** Up to here the length is one byte; it is also the most that a control frame may carry. */
  private static final int SHORT = 125;

  private static final int MEDIUM = 65_535;

  private ServerFrame() {}

  /** Makes a text frame of what was appended since {@code start}. */
  static void text(int start, WireBuffer out) {
    int length = out.size() - start;
    int widthOfLength = length <= SHORT ? 0 : length <= MEDIUM ? 2 : 8;
    out.insert(start, 2 + widthOfLength).octetAt(start, FIN | TEXT);
    if (widthOfLength == 0) {
      out.octetAt(start + 1, length);
    } else {
      out.octetAt(start + 1, widthOfLength == 2 ? 126 : 127);
      out.bigEndianAt(start + 2, widthOfLength, length);
    }
  }

  /** Appends a ping without payload. */
  static void ping(WireBuffer out) {
    out.octet(FIN | PING).octet(0);
  }

  /** Appends the answer to a ping, whose payload is at most 125 bytes. */
  static void pong(byte[] payload, WireBuffer out) {
    out.octet(FIN | PONG).octet(payload.length).octets(payload, 0, payload.length);
  }

  /** Appends a close frame; as much of the reason as fits, whole characters only. */
  static void close(int code, String reason, WireBuffer out) {
    byte[] text = reason.getBytes(StandardCharsets.UTF_8);
    int length = Math.min(text.length, SHORT - 2);
    while (length < text.length && length > 0 && (text[length] & 0xc0) == 0x80) {
      length--;
    }
    out.octet(FIN | CLOSE).octet(2 + length);
    out.octet(code >>> 8).octet(code).octets(text, 0, length);
  }
}
