package io.pushchannel.websocket;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.security.SecureRandom;

/**
 * Frames as a client sends them: whole and masked (RFC 6455, section 5.2). They are masked in
 * chunks on the way to the socket. Java-WebSocket would copy a whole frame, and a long one is
 * written with pauses that must not pass for silence. One thread at a time.
 */
final class ClientFrames {

  private static final int FIN = 0x80;
  private static final int TEXT = 1;
  private static final int CLOSE = 8;
  private static final int PONG = 10;

  private static final int MASKED = 0x80;
  private static final int MASK_BYTES = 4;
  private static final int SHORT = 125;
  private static final int MEDIUM = 65_535;
  private static final int MAX_HEADER = 14;
  private static final int CHUNK = 16 << 10;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final OutputStream out;
  private final Runnable progressed;
  private final ByteBuffer chunk = ByteBuffer.allocate(CHUNK);

  /** A frame that is not masked yet. */
  record Frame(int first, byte[] payload) {}

  /**
   * Frames to {@code out}.
   *
   * @param progressed called after each write
   */
  ClientFrames(OutputStream out, Runnable progressed) {
    this.out = out;
    this.progressed = progressed;
  }

  static Frame text(byte[] utf8) {
    return new Frame(FIN | TEXT, utf8);
  }

  static Frame pong(byte[] payload) {
    return new Frame(FIN | PONG, payload);
  }

  static Frame close(int code) {
    return new Frame(FIN | CLOSE, new byte[] {(byte) (code >>> 8), (byte) code});
  }

  /** Writes a frame. The end of it may stay in the buffer until {@link #flush}. */
  void write(Frame frame) throws IOException {
    if (chunk.remaining() < MAX_HEADER) {
      flush();
    }
    byte[] payload = frame.payload();
    chunk.put((byte) frame.first());
    putLength(payload.length);
    byte[] mask = new byte[MASK_BYTES];
    RANDOM.nextBytes(mask);
    chunk.put(mask);
    for (int i = 0; i < payload.length; i++) {
      if (!chunk.hasRemaining()) {
        flush();
      }
      chunk.put((byte) (payload[i] ^ mask[i % MASK_BYTES]));
    }
  }

  void flush() throws IOException {
    if (chunk.position() > 0) {
      out.write(chunk.array(), 0, chunk.position());
      ((Buffer) chunk).clear(); // Android 13 lacks ByteBuffer.clear()
      progressed.run();
    }
  }

  private void putLength(int length) {
    if (length <= SHORT) {
      chunk.put((byte) (MASKED | length));
    } else if (length <= MEDIUM) {
      chunk.put((byte) (MASKED | 126)).putShort((short) length);
    } else {
      chunk.put((byte) (MASKED | 127)).putLong(length);
    }
  }
}
