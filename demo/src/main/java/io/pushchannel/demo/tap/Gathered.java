package io.pushchannel.demo.tap;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The bytes of one thing on the wire as they come: all are counted, the first ones are kept. */
final class Gathered {

  /** More than the largest head that the server accepts. */
  static final int MAX_KEPT = 16 << 10;

  private byte[] kept = new byte[512];
  private int keptLength;
  private long size;

  void add(byte octet) {
    size++;
    if (keptLength < MAX_KEPT) {
      if (keptLength == kept.length) {
        kept = Arrays.copyOf(kept, 2 * kept.length);
      }
      kept[keptLength++] = octet;
    }
  }

  long size() {
    return size;
  }

  /** Whether it begins with {@code text} at {@code offset}, byte for byte. */
  boolean has(int offset, String text) {
    byte[] expected = text.getBytes(StandardCharsets.UTF_8);
    int end = offset + expected.length;
    return end <= keptLength && Arrays.equals(kept, offset, end, expected, 0, expected.length);
  }

  boolean endsWith(String text) {
    return size == keptLength && has(Math.max(0, keptLength - text.length()), text);
  }

  /** What was kept, from {@code offset}, as text. */
  String text(int offset) {
    return new String(kept, offset, keptLength - offset, StandardCharsets.UTF_8);
  }

  byte[] kept() {
    return Arrays.copyOf(kept, keptLength);
  }
}
