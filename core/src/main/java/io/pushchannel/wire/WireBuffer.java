package io.pushchannel.wire;

import io.pushchannel.Cursor;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Bytes under construction: grows, is cleared and used again. Not thread-safe. Each method appends
 * and returns this.
 */
public final class WireBuffer {

  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  /**
   * Maximum capacity that is kept when the buffer is cleared, so that one huge message does not
   * occupy memory permanently.
   */
  private static final int KEPT_CAPACITY = 1 << 16;

  /** The largest array that every JVM makes. */
  private static final int MAX_CAPACITY = Integer.MAX_VALUE - 8;

  private byte[] bytes = new byte[512];
  private int size;

  /** Returns the number of bytes. */
  public int size() {
    return size;
  }

  /** The bytes, from 0 to {@link #size()}; valid until the next change. */
  public byte[] array() {
    return bytes;
  }

  /** A copy of the bytes. */
  public byte[] toByteArray() {
    return Arrays.copyOf(bytes, size);
  }

  /** Starts again with nothing. */
  public WireBuffer clear() {
    size = 0;
    if (bytes.length > KEPT_CAPACITY) {
      bytes = new byte[512];
    }
    return this;
  }

  /** Appends one byte. */
  public WireBuffer octet(int value) {
    ensure(1);
    bytes[size++] = (byte) value;
    return this;
  }

  /** Appends bytes. */
  public WireBuffer octets(byte[] source, int offset, int length) {
    ensure(length);
    System.arraycopy(source, offset, bytes, size, length);
    size += length;
    return this;
  }

  /** Appends a copy of a range of a block. */
  @ServerOnly
  public WireBuffer octets(Block block, int offset, int length) {
    ensure(length);
    block.bytes().get(offset, bytes, size, length);
    size += length;
    return this;
  }

  /** Appends text as UTF-8; half a surrogate pair becomes a question mark, as in the JDK. */
  public WireBuffer utf8(CharSequence text) {
    return utf8(text, 0, text.length());
  }

  /** Appends the characters from {@code start} to {@code end} as UTF-8. */
  public WireBuffer utf8(CharSequence text, int start, int end) {
    ensure((end - start) * 3L);
    int i = ascii(text, start, end);
    for (; i < end; i++) {
      i = append(text, i, text.charAt(i));
    }
    return this;
  }

  /**
   * Appends what is ASCII, for which there is room, and returns the index of the first that is not.
   */
  private int ascii(CharSequence text, int start, int end) {
    byte[] to = bytes;
    int at = size - start;
    int i = start;
    for (; i < end; i++) {
      char c = text.charAt(i);
      if (c >= 0x80) {
        break;
      }
      to[at + i] = (byte) c;
    }
    size = at + i;
    return i;
  }

  /** Appends a number in decimal. */
  public WireBuffer decimal(long value) {
    return value < 0 ? octet('-').digits(value) : digits(value);
  }

  /** Appends a cursor in its wire form. */
  public WireBuffer cursor(Cursor cursor) {
    return utf8(cursor.toString());
  }

  /** Appends a position in its wire form. */
  public WireBuffer position(Position position) {
    utf8(position.epoch());
    return position.isNumbered() ? octet('-').decimal(position.sequence()) : this;
  }

  /** Appends text as a JSON string, quotes included (RFC 8259, section 7). */
  public WireBuffer jsonString(String text) {
    int length = text.length();
    ensure(length * 3L + 2);
    bytes[size++] = '"';
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      if (c < ' ' || c == '"' || c == '\\') {
        escape(c);
        ensure((length - i) * 3L + 1);
      } else {
        i = append(text, i, c);
      }
    }
    return octet('"');
  }

  /** Makes room for {@code length} bytes at {@code at}, to be filled by the methods below. */
  public WireBuffer insert(int at, int length) {
    ensure(length);
    System.arraycopy(bytes, at, bytes, at + length, size - at);
    size += length;
    return this;
  }

  /** Sets one byte. */
  public WireBuffer octetAt(int at, int value) {
    bytes[at] = (byte) value;
    return this;
  }

  /** Sets {@code digits} bytes to a number in hexadecimal, with leading zeros if need be. */
  public WireBuffer hexadecimalAt(int at, int digits, int value) {
    for (int i = digits - 1, rest = value; i >= 0; i--, rest >>>= 4) {
      bytes[at + i] = HEX[rest & 15];
    }
    return this;
  }

  /** Sets {@code width} bytes to a number, most significant byte first (network order). */
  public WireBuffer bigEndianAt(int at, int width, long value) {
    for (int i = width - 1; i >= 0; i--) {
      bytes[at + i] = (byte) (value >>> (8 * (width - 1 - i)));
    }
    return this;
  }

  /** The digits of a number of either sign: the least one has no positive counterpart. */
  private WireBuffer digits(long value) {
    if (value / 10 != 0) {
      digits(value / 10);
    }
    return octet('0' + (int) Math.abs(value % 10));
  }

  /** Appends the character at {@code i}, which has room, and returns the last index consumed. */
  private int append(CharSequence text, int i, char c) {
    if (c < 0x80) {
      bytes[size++] = (byte) c;
    } else if (c < 0x800) {
      bytes[size++] = (byte) (0xc0 | (c >> 6));
      bytes[size++] = (byte) (0x80 | (c & 0x3f));
    } else if (Character.isSurrogate(c)) {
      return appendPair(text, i, c);
    } else {
      bytes[size++] = (byte) (0xe0 | (c >> 12));
      bytes[size++] = (byte) (0x80 | ((c >> 6) & 0x3f));
      bytes[size++] = (byte) (0x80 | (c & 0x3f));
    }
    return i;
  }

  private int appendPair(CharSequence text, int i, char high) {
    char low = i + 1 < text.length() ? text.charAt(i + 1) : 0;
    if (!Character.isSurrogatePair(high, low)) {
      bytes[size++] = '?';
      return i;
    }
    int codePoint = Character.toCodePoint(high, low);
    bytes[size++] = (byte) (0xf0 | (codePoint >> 18));
    bytes[size++] = (byte) (0x80 | ((codePoint >> 12) & 0x3f));
    bytes[size++] = (byte) (0x80 | ((codePoint >> 6) & 0x3f));
    bytes[size++] = (byte) (0x80 | (codePoint & 0x3f));
    return i + 1;
  }

  private void escape(char c) {
    ensure(6);
    bytes[size++] = '\\';
    switch (c) {
      case '"', '\\' -> bytes[size++] = (byte) c;
      case '\n' -> bytes[size++] = 'n';
      case '\t' -> bytes[size++] = 't';
      default -> {
        bytes[size++] = 'u';
        bytes[size++] = '0';
        bytes[size++] = '0';
        bytes[size++] = HEX[c >> 4];
        bytes[size++] = HEX[c & 15];
      }
    }
  }

  private void ensure(long more) {
    if (bytes.length - size < more) {
      long needed = size + more;
      if (needed > MAX_CAPACITY) {
        throw new IllegalStateException(
            "a buffer must have at most " + MAX_CAPACITY + " bytes, needs " + needed);
      }
      bytes =
          Arrays.copyOf(bytes, (int) Math.min(MAX_CAPACITY, Math.max(bytes.length * 2L, needed)));
    }
  }
}
