package io.pushchannel.wire;

/**
 * The chunked transfer coding (RFC 9112, section 7.1), for formats of an endless HTTP/1.1 response:
 * each event is one chunk, framing included, so that the log's bytes go to the socket as they are.
 */
public final class Chunk {

  private static final int BITS_PER_DIGIT = 4;

  private Chunk() {}

  /**
   * Makes one chunk of what {@code out} has from {@code start} on.
   *
   * @throws IllegalArgumentException if that is nothing: an empty chunk would end the response
   */
  public static void frame(int start, WireBuffer out) {
    int length = out.size() - start;
    if (length <= 0) {
      throw new IllegalArgumentException("a chunk must have at least 1 byte, had none");
    }
    int digits =
        (Integer.SIZE - Integer.numberOfLeadingZeros(length) + BITS_PER_DIGIT - 1) / BITS_PER_DIGIT;
    out.insert(start, digits + 2).hexadecimalAt(start, digits, length);
    out.octetAt(start + digits, '\r').octetAt(start + digits + 1, '\n').utf8("\r\n");
  }

  /** Appends the chunk that ends the response. */
  public static void last(WireBuffer out) {
    out.utf8("0\r\n\r\n");
  }
}
