package io.pushchannel.integration.hostile;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.HexFormat;

/**
 * Bytes as the cases write them: UTF-8, and <code>\r \n \t \\</code>, <code>\x00</code> for any
 * byte, <code>\(3*ab)</code> for {@code ababab}, and <code>\#</code> for the number of bytes behind
 * the empty line that ends this head.
 */
final class Escapes {

  /** Stands for the length until it is known; no case has this byte sequence. */
  private static final byte[] LENGTH = {'<', '#', '>'};

  private Escapes() {}

  static byte[] bytes(String text) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    append(text, out);
    return withLength(out.toByteArray());
  }

  private static void append(String text, ByteArrayOutputStream out) {
    int i = 0;
    while (i < text.length()) {
      if (text.charAt(i) == '\\') {
        i = escaped(text, i + 1, out);
      } else {
        int end = text.indexOf('\\', i) < 0 ? text.length() : text.indexOf('\\', i);
        out.writeBytes(text.substring(i, end).getBytes(UTF_8));
        i = end;
      }
    }
  }

  /** Appends what the escape at {@code i} means, and returns where it ends. */
  private static int escaped(String text, int i, ByteArrayOutputStream out) {
    switch (text.charAt(i)) {
      case 'r' -> out.write('\r');
      case 'n' -> out.write('\n');
      case 't' -> out.write('\t');
      case '\\' -> out.write('\\');
      case '#' -> out.writeBytes(LENGTH);
      case 'x' -> {
        out.write(HexFormat.fromHexDigits(text, i + 1, i + 3));
        return i + 3;
      }
      case '(' -> {
        int end = endOfRepetition(text, i);
        int star = text.indexOf('*', i);
        byte[] repeated = bytes(text.substring(star + 1, end));
        for (int n = Integer.parseInt(text.substring(i + 1, star)); n > 0; n--) {
          out.writeBytes(repeated);
        }
        return end + 1;
      }
      default -> throw new IllegalArgumentException("unknown escape in " + text);
    }
    return i + 1;
  }

  /** Where the parenthesis at {@code i} ends; others may be within. */
  private static int endOfRepetition(String text, int i) {
    int depth = 0;
    for (int at = i; at < text.length(); at++) {
      depth += text.charAt(at) == '(' ? 1 : text.charAt(at) == ')' ? -1 : 0;
      if (depth == 0) {
        return at;
      }
    }
    throw new IllegalArgumentException("expected ) in " + text);
  }

  private static byte[] withLength(byte[] bytes) {
    int at = indexOf(LENGTH, bytes, 0);
    if (at < 0) {
      return bytes;
    }
    int body = indexOf(new byte[] {'\r', '\n', '\r', '\n'}, bytes, at) + 4;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(bytes, 0, at);
    out.writeBytes(String.valueOf(bytes.length - body).getBytes(UTF_8));
    out.write(bytes, at + LENGTH.length, bytes.length - at - LENGTH.length);
    return out.toByteArray();
  }

  private static int indexOf(byte[] sought, byte[] bytes, int from) {
    for (int i = from; i <= bytes.length - sought.length; i++) {
      int length = 0;
      while (length < sought.length && bytes[i + length] == sought[length]) {
        length++;
      }
      if (length == sought.length) {
        return i;
      }
    }
    return -1;
  }
}
