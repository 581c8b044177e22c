package io.pushchannel.websocket;

import java.nio.Buffer;
import java.nio.ByteBuffer;
import org.java_websocket.exceptions.InvalidDataException;
import org.java_websocket.exceptions.InvalidFrameException;
import org.java_websocket.exceptions.LimitExceededException;
import org.jspecify.annotations.Nullable;

/**
 * Cuts bytes, however they arrive, into whole frames for Java-WebSocket to translate, and refuses
 * by a frame's head what Java-WebSocket would let pass: a mask where none may be or none where one
 * must (RFC 6455, section 5.1), and a message that grows too large fragment by fragment. Given
 * parts of frames, Java-WebSocket would make room for all that a head announces; here memory
 * follows what has really come. One reader for both ends: the difference is one boolean.
 */
final class FrameReader {

  private static final int MIN_HEAD = 2;
  private static final int MASK_BYTES = 4;
  private static final int MAX_CONTROL_PAYLOAD = 125;

  /** Each costs Java-WebSocket some memory, even if it is empty. */
  private static final int MAX_FRAGMENTS = 65_536;

  private final boolean masked;
  private final int maxMessage;
  private int messageSize;
  private int fragments;
  private int payloadSize;
  private @Nullable ByteBuffer partial;

  /**
   * Reads the frames of one peer.
   *
   * @param masked true for the frames of a client, which must be masked; those of a server must not
   *     be
   * @param maxMessage maximum size of a message with all its fragments, in bytes
   */
  FrameReader(boolean masked, int maxMessage) {
    this.masked = masked;
    this.maxMessage = maxMessage;
  }

  /**
   * The next whole frame; null if the rest of it is still to come, and then all of {@code bytes} is
   * taken. The frame is valid until the next call or the end of {@code bytes}.
   *
   * @throws InvalidDataException with the close code that the peer has earned
   */
  @Nullable ByteBuffer next(ByteBuffer bytes) throws InvalidDataException {
    if (partial == null) {
      int length = length(bytes);
      if (bytes.remaining() >= length) {
        return counted(take(length, bytes));
      }
    }
    return nextAcrossReads(bytes);
  }

  /** Returns the number of bytes of an incomplete frame that are kept. */
  int kept() {
    return partial == null ? 0 : partial.capacity();
  }

  /** Returns the number of bytes that have arrived of an unfinished frame. */
  int arrived() {
    return partial == null ? 0 : partial.remaining();
  }

  private @Nullable ByteBuffer nextAcrossReads(ByteBuffer bytes) throws InvalidDataException {
    while (bytes.hasRemaining()) {
      ByteBuffer begun = partial == null ? ByteBuffer.allocate(0) : partial;
      int missing = length(begun) - begun.remaining();
      begun = appended(begun, take(Math.min(missing, bytes.remaining()), bytes));
      if (begun.remaining() == length(begun)) {
        partial = null;
        return counted(begun);
      }
      partial = begun;
    }
    return null;
  }

  /**
   * Returns the length of the next frame; while its header is incomplete, the number of bytes that
   * are needed to continue.
   */
  private int length(ByteBuffer bytes) throws InvalidDataException {
    if (bytes.remaining() < MIN_HEAD) {
      return MIN_HEAD;
    }
    int start = bytes.position();
    int shortLength = bytes.get(start + 1) & 0x7f;
    requireMask((bytes.get(start + 1) & 0x80) != 0);
    boolean isControl = (bytes.get(start) & 0x08) != 0;
    if (isControl && shortLength > MAX_CONTROL_PAYLOAD) {
      throw new InvalidFrameException("a control frame must have at most 125 bytes, had more");
    }
    int head = MIN_HEAD + (shortLength == 126 ? 2 : shortLength == 127 ? 8 : 0);
    if (bytes.remaining() < head) {
      return head;
    }
    long payload =
        shortLength == 126
            ? bytes.getShort(start + 2) & 0xffff
            : shortLength == 127 ? bytes.getLong(start + 2) : shortLength;
    requireShortestForm(shortLength, payload);
    if (!isControl) {
      requireRoom(payload, (bytes.get(start) & 0x0f) == 0);
    }
    payloadSize = (int) payload;
    return head + (masked ? MASK_BYTES : 0) + payloadSize;
  }

  private void requireMask(boolean found) throws InvalidFrameException {
    if (found != masked) {
      throw new InvalidFrameException(
          masked
              ? "a frame of a client must be masked, was not"
              : "a frame of a server must not be masked, was");
    }
  }

  /** RFC 6455, section 5.2; a length below zero is one of 2^63 or more, and too large instead. */
  private static void requireShortestForm(int shortLength, long payload)
      throws InvalidFrameException {
    boolean fitsShorter =
        (shortLength == 126 && payload < 126)
            || (shortLength == 127 && payload >= 0 && payload < 65_536);
    if (fitsShorter) {
      throw new InvalidFrameException("a length must have its shortest form, had a longer one");
    }
  }

  private void requireRoom(long payload, boolean isContinuation) throws LimitExceededException {
    int room = isContinuation ? maxMessage - messageSize : maxMessage;
    if (payload < 0 || payload > room) {
      throw new LimitExceededException(
          "a message must have at most " + maxMessage + " bytes, had more", maxMessage);
    }
  }

  /** Counts the frame, whose length was the last to be read, into its message if it is of one. */
  private ByteBuffer counted(ByteBuffer frame) throws LimitExceededException {
    int first = frame.get(frame.position());
    if ((first & 0x08) == 0) {
      boolean isLast = (first & 0x80) != 0;
      boolean isContinuation = (first & 0x0f) == 0;
      messageSize = isLast ? 0 : payloadSize + (isContinuation ? messageSize : 0);
      fragments = isLast ? 0 : fragments + 1;
      if (fragments > MAX_FRAGMENTS) {
        throw new LimitExceededException(
            "a message must have at most " + MAX_FRAGMENTS + " fragments, had more", MAX_FRAGMENTS);
      }
    }
    return frame;
  }

  /** A view, not a slice: Java-WebSocket reads arrays without regard for an offset. */
  private static ByteBuffer take(int length, ByteBuffer bytes) {
    ByteBuffer taken = bytes.duplicate();
    // as a Buffer: Android 13 lacks ByteBuffer.limit(int), position(int) and flip()
    ((Buffer) taken).limit(bytes.position() + length);
    ((Buffer) bytes).position(taken.limit());
    return taken;
  }

  private static ByteBuffer appended(ByteBuffer begun, ByteBuffer more) {
    int size = begun.remaining() + more.remaining();
    ByteBuffer room =
        size <= begun.capacity()
            ? begun
            : ByteBuffer.allocate(Math.max(size, begun.capacity() * 2)).put(begun);
    ((Buffer) room).limit(room.capacity()).position(size - more.remaining());
    ((Buffer) room.put(more)).flip();
    return room;
  }
}
