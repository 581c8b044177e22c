package io.pushchannel.websocket;

import java.nio.ByteBuffer;
import org.java_websocket.drafts.Draft_6455;
import org.java_websocket.exceptions.InvalidDataException;
import org.java_websocket.framing.CloseFrame;
import org.java_websocket.framing.Framedata;

/** Translates whole frames with Java-WebSocket, for both ends. */
final class Frames {

  private Frames() {}

  /**
   * Translates one frame.
   *
   * @throws InvalidDataException with the close code for the peer
   */
  static Framedata translate(Draft_6455 draft, ByteBuffer frame) throws InvalidDataException {
    try {
      return draft.translateFrame(frame).get(0);
    } catch (NullPointerException e) {
      // Java-WebSocket 1.6.0 throws it for a close reason that is not UTF-8
      throw new InvalidDataException(CloseFrame.NO_UTF8, "a close reason must be UTF-8", e);
    }
  }
}
