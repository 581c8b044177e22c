package io.pushchannel.websocket;

import io.pushchannel.Cursor;
import io.pushchannel.Gap;
import io.pushchannel.Message;
import io.pushchannel.spi.JsonMessage;
import io.pushchannel.spi.StreamFormat;
import io.pushchannel.spi.WireBuffer;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * Complete, unmasked frames (RFC 6455, section 5.2), each a text of one JSON object. Written here
 * and not by Java-WebSocket, because the log keeps them ready; what comes from clients is read by
 * it.
 */
final class WebSocketFormat implements StreamFormat {

  static final WebSocketFormat INSTANCE = new WebSocketFormat();

  private static final int FIN = 0x80;
  private static final int TEXT = 1;
  private static final int CLOSE = 8;
  private static final int PING = 9;
  private static final int PONG = 10;

  /** The longest payload of a control frame, and the longest whose length takes one byte. */
  private static final int SHORT = 125;

  private static final int GOING_AWAY = 1001;

  private WebSocketFormat() {}

  @Override
  public void encode(Message message, WireBuffer out) {
    int start = out.size();
    JsonMessage.write(message, out);
    frame(start, TEXT, out);
  }

  @Override
  public void open(Cursor cursor, Duration heartbeat, WireBuffer out) {
    int start = out.size();
    out.utf8("{\"control\":\"open\",\"cursor\":").jsonString(cursor.toString());
    out.utf8(",\"heartbeat\":").decimal(heartbeat.toMillis()).octet('}');
    frame(start, TEXT, out);
  }

  @Override
  public void gap(Gap gap, WireBuffer out) {
    int start = out.size();
    out.utf8("{\"control\":\"gap\",");
    JsonMessage.writeFields(gap, out);
    out.octet('}');
    frame(start, TEXT, out);
  }

  @Override
  public void heartbeat(WireBuffer out) {
    frame(out.size(), PING, out);
  }

  @Override
  public void bye(Duration retry, WireBuffer out) {
    int start = out.size();
    out.utf8("{\"control\":\"bye\",\"retry\":").decimal(retry.toMillis()).octet('}');
    frame(start, TEXT, out);
    close(GOING_AWAY, "", out);
  }

  /** Appends the answer to a publish that succeeded. */
  void published(String ref, Cursor id, WireBuffer out) {
    int start = out.size();
    out.utf8("{\"control\":\"published\",\"ref\":").jsonString(ref);
    out.utf8(",\"id\":\"").cursor(id).utf8("\"}");
    frame(start, TEXT, out);
  }

  /** Appends the answer to a command that did not. */
  void refused(String ref, int status, String reason, WireBuffer out) {
    int start = out.size();
    out.utf8("{\"control\":\"refused\",\"ref\":").jsonString(ref);
    out.utf8(",\"status\":").decimal(status).utf8(",\"reason\":").jsonString(reason).octet('}');
    frame(start, TEXT, out);
  }

  /** Appends the answer to a ping. */
  void pong(ByteBuffer payload, WireBuffer out) {
    int start = out.size();
    while (payload.hasRemaining()) {
      out.octet(payload.get());
    }
    frame(start, PONG, out);
  }

  /** Appends a close frame; a long reason is cut. 1005 stands for no code and sends none. */
  void close(int code, String reason, WireBuffer out) {
    int start = out.size();
    if (code != 1005) {
      out.octet(code >> 8).octet(code);
      ByteBuffer text = ByteBuffer.wrap(reason.getBytes(StandardCharsets.US_ASCII));
      while (text.hasRemaining() && out.size() - start < SHORT) {
        out.octet(text.get());
      }
    }
    frame(start, CLOSE, out);
  }

  /** Makes what was appended since {@code start} a frame. */
  private static void frame(int start, int opcode, WireBuffer out) {
    int length = out.size() - start;
    int width = length <= SHORT ? 0 : length < 1 << 16 ? 2 : 8;
    out.insert(start, 2 + width).octetAt(start, FIN | opcode);
    if (width == 0) {
      out.octetAt(start + 1, length);
    } else {
      out.octetAt(start + 1, width == 2 ? 126 : 127).bigEndianAt(start + 2, width, length);
    }
  }
}
