package io.pushchannel.websocket;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import org.java_websocket.enums.Opcode;
import org.java_websocket.exceptions.InvalidDataException;
import org.java_websocket.exceptions.InvalidFrameException;
import org.java_websocket.framing.CloseFrame;
import org.java_websocket.framing.Framedata;
import org.java_websocket.util.Charsetfunctions;
import org.jspecify.annotations.Nullable;

/**
 * Puts text messages together from their fragments (RFC 6455, section 5.4). How large one may get
 * is the {@link FrameReader}'s business.
 */
final class MessageAssembly {

  private @Nullable ByteArrayOutputStream begun;

  /**
   * The text of the message that {@code frame} ends; null if more is to follow.
   *
   * @throws InvalidDataException with the close code that the peer has earned
   */
  @Nullable String add(Framedata frame) throws InvalidDataException {
    requireText(frame.getOpcode());
    if (begun == null) {
      if (frame.isFin()) {
        return Charsetfunctions.stringUtf8(frame.getPayloadData());
      }
      begun = new ByteArrayOutputStream();
    }
    ByteBuffer payload = frame.getPayloadData();
    byte[] fragment = new byte[payload.remaining()];
    payload.get(fragment);
    begun.writeBytes(fragment);
    return frame.isFin() ? end(begun) : null;
  }

  /** Returns the number of bytes of an incomplete message that are kept. */
  int kept() {
    return begun == null ? 0 : begun.size();
  }

  private void requireText(Opcode opcode) throws InvalidDataException {
    if (opcode == Opcode.BINARY) {
      throw new InvalidDataException(CloseFrame.REFUSE, "a message must be text, was binary");
    }
    if ((opcode == Opcode.CONTINUOUS) != (begun != null)) {
      throw new InvalidFrameException(
          begun == null
              ? "a continuation must follow a first frame, followed none"
              : "a message must be complete before the next one begins");
    }
  }

  private String end(ByteArrayOutputStream whole) throws InvalidDataException {
    begun = null;
    return Charsetfunctions.stringUtf8(whole.toByteArray());
  }
}
