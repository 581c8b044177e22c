package io.pushchannel.benchmarks.floor;

import io.pushchannel.benchmarks.load.ConnectSpec;
import io.pushchannel.benchmarks.load.Technique;
import io.pushchannel.wire.WireBuffer;

/** Encodes messages into exactly the bytes that PushChannel's server sends, without that server. */
public enum Framing {
  SSE(
      Technique.SSE,
      "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n") {
    @Override
    public void write(String epoch, long sequence, String data, WireBuffer out) {
      int start = out.size();
      out.utf8("event: ").utf8(ConnectSpec.TOPIC).utf8("\nid: ").utf8(epoch).octet('-');
      out.decimal(sequence).utf8("\ndata: ").utf8(data).utf8("\n\n");
      int length = out.size() - start;
      int digits = Integer.toHexString(length).length();
      out.insert(start, digits + 2).hexadecimalAt(start, digits, length);
      out.octetAt(start + digits, '\r').octetAt(start + digits + 1, '\n').utf8("\r\n");
    }
  },

  WEBSOCKET(
      Technique.WEBSOCKET,
      "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n") {
    @Override
    public void write(String epoch, long sequence, String data, WireBuffer out) {
      int start = out.size();
      out.utf8("{\"id\":\"").utf8(epoch).octet('-').decimal(sequence).utf8("\",\"topic\":\"");
      out.utf8(ConnectSpec.TOPIC).utf8("\",\"data\":\"").utf8(data).utf8("\"}");
      int length = out.size() - start;
      int widthOfLength = length < 126 ? 0 : length < 1 << 16 ? 2 : 8;
      out.insert(start, 2 + widthOfLength).octetAt(start, 0x81);
      if (widthOfLength == 0) {
        out.octetAt(start + 1, length);
      } else {
        out.octetAt(start + 1, widthOfLength == 2 ? 126 : 127);
        out.bigEndianAt(start + 2, widthOfLength, length);
      }
    }
  };

  private final Technique technique;
  private final String head;

  Framing(Technique technique, String head) {
    this.technique = technique;
    this.head = head;
  }

  /** Returns the technique by which clients receive these bytes. */
  public Technique technique() {
    return technique;
  }

  /** Returns the status line and headers that precede the first message. */
  String head() {
    return head;
  }

  /** Appends a message to {@code out}. Its text must not need JSON escapes. */
  public abstract void write(String epoch, long sequence, String data, WireBuffer out);

  /**
   * Returns the framing of this technique.
   *
   * @throws IllegalArgumentException if there is no such technique or it has no framing
   */
  public static Framing of(String technique) {
    return valueOf(Technique.of(technique).name());
  }
}
