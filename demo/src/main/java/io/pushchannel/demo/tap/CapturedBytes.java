package io.pushchannel.demo.tap;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Collects the bytes of one event. Counts all bytes, and keeps the first {@link #MAX_KEPT}. */
final class CapturedBytes {

  /** More than the largest header section that the server accepts. */
  static final int MAX_KEPT = 16 << 10;

  private byte[] kept = new byte[512];
  private int keptLength;
  private long size;

  void add(byte[] bytes, int from, int to) {
    size += to - from;
    int added = Math.min(to - from, MAX_KEPT - keptLength);
    if (keptLength + added > kept.length) {
      kept = Arrays.copyOf(kept, Math.max(keptLength + added, 2 * kept.length));
    }
    System.arraycopy(bytes, from, kept, keptLength, added);
    keptLength += added;
  }

  long size() {
    return size;
  }

  /** Returns true if the kept bytes at {@code offset} are the UTF-8 bytes of {@code text}. */
  boolean has(int offset, String text) {
    byte[] expected = text.getBytes(StandardCharsets.UTF_8);
    int end = offset + expected.length;
    return end <= keptLength && Arrays.equals(kept, offset, end, expected, 0, expected.length);
  }

  boolean endsWith(String text) {
    return size == keptLength && has(Math.max(0, keptLength - text.length()), text);
  }

  /** Decodes the kept bytes from {@code offset} as UTF-8. */
  String text(int offset) {
    return new String(kept, offset, keptLength - offset, StandardCharsets.UTF_8);
  }

  byte[] kept() {
    return Arrays.copyOf(kept, keptLength);
  }
}
