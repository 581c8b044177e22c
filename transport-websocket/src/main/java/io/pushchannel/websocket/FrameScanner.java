package io.pushchannel.websocket;

import java.nio.ByteBuffer;

/**
 * Finds where frames end, and checks their heads for what Java-WebSocket does not: that a client
 * masks and a server does not (RFC 6455, section 5.1). A frame that announces too much is refused
 * at its head.
 */
final class FrameScanner {

  private static final int MASKED = 0x80;

  private final boolean expectsMask;
  private final long maxPayload;
  private final byte[] head = new byte[14];
  private int headSize;
  private long left;

  FrameScanner(boolean expectsMask, long maxPayload) {
    this.expectsMask = expectsMask;
    this.maxPayload = maxPayload;
  }

  /** Whether the last frame is complete and the next has not begun. */
  boolean isBetweenFrames() {
    return headSize == 0;
  }

  /**
   * Moves {@code in} to the end of the current frame, or to its own end.
   *
   * @return whether the frame is complete
   * @throws BrokenFrame 1002 for a wrong mask bit, 1009 for a payload that is too large
   */
  boolean skipFrame(ByteBuffer in) throws BrokenFrame {
    while (headSize < expectedHead() && in.hasRemaining()) {
      head[headSize++] = in.get();
      if (headSize == expectedHead()) {
        left = payload();
      }
    }
    if (headSize < expectedHead()) {
      return false;
    }
    int skipped = (int) Math.min(left, in.remaining());
    in.position(in.position() + skipped);
    left -= skipped;
    if (left > 0) {
      return false;
    }
    headSize = 0;
    return true;
  }

  /** How long the head is, as far as that is known. */
  private int expectedHead() {
    if (headSize < 2) {
      return 2;
    }
    int length = head[1] & 0x7f;
    int lengthBytes = length == 126 ? 2 : length == 127 ? 8 : 0;
    return 2 + lengthBytes + ((head[1] & MASKED) != 0 ? 4 : 0);
  }

  private long payload() throws BrokenFrame {
    if (((head[1] & MASKED) != 0) != expectsMask) {
      throw new BrokenFrame(
          1002, "expected a frame " + (expectsMask ? "with" : "without") + " a mask");
    }
    ByteBuffer bytes = ByteBuffer.wrap(head);
    int length = head[1] & 0x7f;
    long payload =
        length == 126 ? bytes.getShort(2) & 0xffff : length == 127 ? bytes.getLong(2) : length;
    if (payload < 0 || payload > maxPayload) {
      throw new BrokenFrame(1009, "expected a frame of at most " + maxPayload + " bytes");
    }
    return payload;
  }
}
