package io.pushchannel.integration.hostile;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.pushchannel.server.RawClient;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;

/**
 * A frame as a case writes it: words, then maybe a payload in quotes with escapes. {@code fin},
 * {@code rsv1} to {@code rsv3}, an opcode by name or {@code op} and its number; {@code unmasked};
 * {@code len16} or {@code len64} for a longer form of the length than it takes; {@code
 * announce=<hex>} for a length that is not the payload's; {@code code=<n>} before the reason of a
 * close frame. {@code raw} is the payload without a frame.
 */
final class Frame {

  private static final List<String> OPCODES =
      List.of("continue", "text", "binary", "op3", "op4", "op5", "op6", "op7", "close", "ping");
  private static final byte[] MASK = {0x37, (byte) 0xfa, 0x21, 0x3d};

  private Frame() {}

  /** The bytes of a frame that a client sends. */
  static byte[] bytes(String line) {
    int quote = line.indexOf('"');
    String[] words = (quote < 0 ? line : line.substring(0, quote)).strip().split(" ");
    byte[] text =
        quote < 0 ? new byte[0] : Escapes.bytes(line.substring(quote + 1, line.length() - 1));
    if (words[0].equals("raw")) {
      return text;
    }
    int first = 0;
    boolean masked = true;
    String announced = "";
    int width = -1;
    ByteArrayOutputStream payload = new ByteArrayOutputStream();
    for (String word : words) {
      switch (word.replaceFirst("=.*", "")) {
        case "fin" -> first |= 0x80;
        case "rsv1" -> first |= 0x40;
        case "rsv2" -> first |= 0x20;
        case "rsv3" -> first |= 0x10;
        case "unmasked" -> masked = false;
        case "len16" -> width = 2;
        case "len64" -> width = 8;
        case "announce" -> {
          announced = word.substring(word.indexOf('=') + 1);
          width = 8;
        }
        case "code" -> writeBigEndian(Long.parseLong(word.substring(5)), 2, payload);
        default -> first |= opcode(word);
      }
    }
    payload.writeBytes(text);
    long length = announced.isEmpty() ? payload.size() : Long.parseUnsignedLong(announced, 16);
    width = width >= 0 ? width : length >= 0 && length < 126 ? 0 : length < 65_536 ? 2 : 8;
    ByteArrayOutputStream frame = new ByteArrayOutputStream();
    frame.write(first);
    frame.write((masked ? 0x80 : 0) | (width == 0 ? (int) length : width == 2 ? 126 : 127));
    writeBigEndian(length, width, frame);
    writePayload(payload.toByteArray(), masked, frame);
    return frame.toByteArray();
  }

  /** Reads a frame of the server, and describes it in the words of a case. */
  static String read(RawClient client) throws IOException {
    int first = octet(client);
    int length = octet(client);
    int width = length == 126 ? 2 : length == 127 ? 8 : 0;
    for (int i = 0; i < width; i++) {
      length = (i == 0 ? 0 : length << 8) | octet(client);
    }
    String payload = client.read(length);
    return switch (first) {
      case 0x81 -> control(payload);
      case 0x88 -> "close " + (payload.charAt(0) << 8 | payload.charAt(1));
      case 0x8a -> "pong " + payload;
      default -> "frame " + first + ' ' + payload;
    };
  }

  /** {@code published}, {@code refused} with its status, or the text itself. */
  private static String control(String text) {
    return text.replaceFirst("^\\{\"control\":\"published\",.*", "published")
        .replaceFirst("^\\{\"control\":\"refused\",.*\"status\":([0-9]+),.*", "refused $1");
  }

  private static int opcode(String word) {
    int index = OPCODES.indexOf(word);
    return index >= 0 ? index : word.equals("pong") ? 10 : Integer.parseInt(word.substring(2));
  }

  private static void writeBigEndian(long value, int width, ByteArrayOutputStream out) {
    for (int shift = 8 * (width - 1); shift >= 0; shift -= 8) {
      out.write((int) (value >>> shift));
    }
  }

  private static void writePayload(byte[] payload, boolean masked, ByteArrayOutputStream out) {
    if (masked) {
      out.writeBytes(MASK);
    }
    for (int i = 0; i < payload.length; i++) {
      out.write(masked ? payload[i] ^ MASK[i % 4] : payload[i]);
    }
  }

  private static int octet(RawClient client) throws IOException {
    return client.read(1).getBytes(ISO_8859_1)[0] & 0xff;
  }
}
