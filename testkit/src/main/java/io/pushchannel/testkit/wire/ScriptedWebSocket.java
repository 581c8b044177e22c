package io.pushchannel.testkit.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The server's end of a WebSocket (RFC 6455). Frames to send are not validated. */
public final class ScriptedWebSocket {

  private static final Pattern KEY = Pattern.compile("(?i)\r\nSec-WebSocket-Key: (\\S+)\r\n");
  private static final String MAGIC = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

  private final ScriptedPeer peer;

  /**
   * A frame from the client.
   *
   * @param first the first octet: final bit and opcode
   * @param payload the unmasked payload
   */
  public record Frame(int first, byte[] payload) {

    /** Returns the payload as text. */
    public String text() {
      return new String(payload, UTF_8);
    }

    /** Returns the code of a close frame. */
    public int code() {
      return (payload[0] & 0xff) << 8 | (payload[1] & 0xff);
    }
  }

  ScriptedWebSocket(ScriptedPeer peer) {
    this.peer = peer;
  }

  /**
   * Reads the request and accepts the handshake.
   *
   * @param moreHeaders further header lines, each with its line end; may be empty
   */
  public ScriptedWebSocket shakeHands(String moreHeaders) throws IOException {
    Matcher key = KEY.matcher(peer.request());
    if (!key.find()) {
      throw new IOException("the request must contain Sec-WebSocket-Key, which was missing");
    }
    return send(
        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            + moreHeaders
            + "Sec-WebSocket-Accept: "
            + accept(key.group(1))
            + "\r\n\r\n");
  }

  /** Accepts the handshake and sends {@code open} with the cursor {@code e-0}. */
  public ScriptedWebSocket open(long heartbeatMillis) throws IOException {
    return shakeHands("")
        .text("{\"control\":\"open\",\"cursor\":\"e-0\",\"heartbeat\":" + heartbeatMillis + "}");
  }

  /** Sends one octet per character. */
  public ScriptedWebSocket send(String octets) throws IOException {
    peer.send(octets);
    return this;
  }

  /** Sends a text frame. */
  public ScriptedWebSocket text(String text) throws IOException {
    return frame(0x81, text.getBytes(UTF_8));
  }

  /** Sends a close frame. */
  public ScriptedWebSocket close(int code, String reason) throws IOException {
    String octets = "" + (char) (code >> 8 & 0xff) + (char) (code & 0xff) + reason;
    return frame(0x88, octets.getBytes(ISO_8859_1));
  }

  /** Sends an unmasked frame whose first octet is {@code first}. */
  public ScriptedWebSocket frame(int first, byte[] payload) throws IOException {
    ByteArrayOutputStream frame = new ByteArrayOutputStream(payload.length + 10);
    frame.write(first);
    if (payload.length < 126) {
      frame.write(payload.length);
    } else {
      boolean isShort = payload.length < 65_536;
      frame.write(isShort ? 126 : 127);
      for (int shift = isShort ? 8 : 56; shift >= 0; shift -= 8) {
        frame.write((int) ((long) payload.length >> shift));
      }
    }
    frame.writeBytes(payload);
    peer.send(frame.toByteArray());
    return this;
  }

  /**
   * Reads a frame.
   *
   * @throws IOException if the frame is not masked
   */
  public Frame read() throws IOException {
    int first = peer.octet();
    int second = peer.octet();
    if (second < 0x80) {
      throw new IOException("frames of a client must be masked, was unmasked");
    }
    int length = second & 0x7f;
    if (length > 125) {
      byte[] extended = peer.octets(length == 126 ? Short.BYTES : Long.BYTES);
      length = new BigInteger(1, extended).intValueExact();
    }
    byte[] mask = peer.octets(4);
    byte[] payload = peer.octets(length);
    for (int i = 0; i < length; i++) {
      payload[i] ^= mask[i % 4];
    }
    return new Frame(first, payload);
  }

  private static String accept(String key) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-1").digest((key + MAGIC).getBytes(UTF_8));
      return Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform provides SHA-1", e);
    }
  }
}
