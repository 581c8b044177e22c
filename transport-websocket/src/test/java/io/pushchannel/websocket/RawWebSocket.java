package io.pushchannel.websocket;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.util.HexFormat;

/** A client that sends exactly the bytes of a test. It waits five seconds at most. */
final class RawWebSocket implements AutoCloseable {

  /** A frame as it came. */
  record Frame(int first, byte[] payload) {

    String text() {
      return new String(payload, UTF_8);
    }

    /** Of a close frame. */
    int code() {
      return (payload[0] & 0xff) << 8 | payload[1] & 0xff;
    }
  }

  static final int TEXT = 0x81;
  static final int CLOSE = 0x88;
  static final int PING = 0x89;
  static final int PONG = 0x8a;

  private final Socket socket;
  private final InputStream in;

  RawWebSocket(int port) throws IOException {
    socket = new Socket("127.0.0.1", port);
    socket.setSoTimeout(5000);
    socket.setTcpNoDelay(true);
    in = socket.getInputStream();
  }

  /** Connects, shakes hands, and reads {@code open}. */
  static RawWebSocket open(int port, String query) throws IOException {
    RawWebSocket client = new RawWebSocket(port);
    client.send(
        "GET /push/websocket?"
            + query
            + " HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n");
    String head = client.head();
    if (!head.startsWith("HTTP/1.1 101 ")) {
      throw new IOException("expected status 101, got " + head);
    }
    String open = client.read().text();
    if (!open.startsWith("{\"control\":\"open\"")) {
      throw new IOException("expected open, got " + open);
    }
    return client;
  }

  RawWebSocket send(String bytes) throws IOException {
    return send(bytes.getBytes(ISO_8859_1));
  }

  RawWebSocket send(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
    return this;
  }

  /** Sends bytes given in hexadecimal; blanks do not count. */
  RawWebSocket sendHex(String hex) throws IOException {
    return send(HexFormat.of().parseHex(hex.replace(" ", "")));
  }

  RawWebSocket sendText(String text) throws IOException {
    return send(masked(TEXT, text.getBytes(UTF_8)));
  }

  /** A masked frame. */
  static byte[] masked(int first, byte[] payload) {
    ByteArrayOutputStream frame = new ByteArrayOutputStream();
    frame.write(first);
    int length = payload.length;
    if (length < 126) {
      frame.write(0x80 | length);
    } else if (length < 65_536) {
      frame.write(0x80 | 126);
      frame.write(length >> 8);
      frame.write(length);
    } else {
      frame.write(0x80 | 127);
      for (int shift = 56; shift >= 0; shift -= 8) {
        frame.write((int) ((long) length >> shift));
      }
    }
    byte[] mask = {1, 2, 3, 4};
    frame.writeBytes(mask);
    for (int i = 0; i < length; i++) {
      frame.write(payload[i] ^ mask[i % 4]);
    }
    return frame.toByteArray();
  }

  /** Reads to the empty line, without it. */
  String head() throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    while (!head.toString(ISO_8859_1).endsWith("\r\n\r\n")) {
      int next = in.read();
      if (next < 0) {
        throw new EOFException("expected a head, got its beginning: " + head);
      }
      head.write(next);
    }
    return head.toString(ISO_8859_1).trim();
  }

  /** Reads a frame, which must not be masked. */
  Frame read() throws IOException {
    int first = octet();
    int length = octet();
    if (length == 126) {
      length = octet() << 8 | octet();
    } else if (length == 127) {
      in.readNBytes(4);
      length = octet() << 24 | octet() << 16 | octet() << 8 | octet();
    }
    return new Frame(first, in.readNBytes(length));
  }

  /** Reads until the server closes, which it must within five seconds. */
  int rest() throws IOException {
    return in.readAllBytes().length;
  }

  private int octet() throws IOException {
    int octet = in.read();
    if (octet < 0) {
      throw new EOFException("expected a frame, got the end");
    }
    return octet;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
