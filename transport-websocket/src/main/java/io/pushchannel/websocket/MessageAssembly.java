package io.pushchannel.websocket;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.java_websocket.enums.Opcode;
import org.java_websocket.framing.Framedata;
import org.jspecify.annotations.Nullable;

/** One text message, from one frame or several fragments (RFC 6455, section 5.4). */
final class MessageAssembly {

  private final int maxBytes;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(64);
  private boolean begun;

  MessageAssembly(int maxBytes) {
    this.maxBytes = maxBytes;
  }

  /**
   * Adds a data frame.
   *
   * @return the message if that completes it, else null
   * @throws BrokenFrame 1002, 1003, 1007 or 1009
   */
  @Nullable String add(Framedata frame) throws BrokenFrame {
    requireExpected(frame.getOpcode());
    begun = true;
    ByteBuffer payload = frame.getPayloadData();
    if (bytes.size() + payload.remaining() > maxBytes) {
      throw new BrokenFrame(1009, "expected a message of at most " + maxBytes + " bytes");
    }
    byte[] part = new byte[payload.remaining()];
    payload.get(part);
    bytes.writeBytes(part);
    return frame.isFin() ? text() : null;
  }

  private void requireExpected(Opcode opcode) throws BrokenFrame {
    if (opcode == Opcode.BINARY) {
      throw new BrokenFrame(1003, "expected text, got a binary frame");
    }
    if ((opcode == Opcode.CONTINUOUS) != begun) {
      throw new BrokenFrame(
          1002,
          begun
              ? "expected the next fragment, got a new message"
              : "expected a message, got a fragment of none");
    }
  }

  private String text() throws BrokenFrame {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes.toByteArray()))
          .toString();
    } catch (CharacterCodingException e) {
      throw new BrokenFrame(1007, "expected UTF-8, got other bytes");
    }
  }
}
