package io.pushchannel.benchmarks.load;

import java.nio.ByteBuffer;
import java.util.Locale;

/** How a stream's messages are told apart with the least work. */
@SuppressWarnings("ImmutableEnumChecker")
enum Technique {
  /** One HTTP chunk an event: a length in hexadecimal, CRLF, the event, CRLF. */
  SSE {
    @Override
    String request(String host, String path, String topic) {
      return "GET " + path + "/sse?topic=" + topic + " HTTP/1.1\r\nHost: " + host + "\r\n\r\n";
    }

    @Override
    int frame(ByteBuffer in) {
      int length = 0;
      for (int i = in.position(); i < in.limit(); i++) {
        byte c = in.get(i);
        if (c == '\r') {
          headLength = i - in.position() + 2;
          return headLength + length + 2;
        }
        length = length * 16 + Character.digit(c, 16);
      }
      return INCOMPLETE;
    }
  },

  /** One frame a message (RFC 6455, section 5.2), unmasked. */
  WEBSOCKET {
    @Override
    String request(String host, String path, String topic) {
      return "GET "
          + path
          + "/websocket?topic="
          + topic
          + " HTTP/1.1\r\nHost: "
          + host
          + "\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
          + "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n";
    }

    @Override
    int frame(ByteBuffer in) {
      if (in.remaining() < 10) {
        return in.remaining() >= 2 && in.get(in.position() + 1) + 2 <= in.remaining()
            ? in.get(in.position() + 1) + (headLength = 2)
            : INCOMPLETE;
      }
      int length = in.get(in.position() + 1);
      headLength = length < 126 ? 2 : length == 126 ? 4 : 10;
      return headLength
          + switch (headLength) {
            case 2 -> length;
            case 4 -> in.getShort(in.position() + 2) & 0xffff;
            default -> (int) in.getLong(in.position() + 2);
          };
    }
  };

  static final int INCOMPLETE = -1;

  /** How long the head of the frame found last is. */
  int headLength;

  abstract String request(String host, String path, String topic);

  /** How long the next frame is, head included; {@link #INCOMPLETE} if that can't be said yet. */
  abstract int frame(ByteBuffer in);

  static Technique of(String name) {
    return valueOf(name.toUpperCase(Locale.ROOT));
  }
}
