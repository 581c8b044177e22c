package io.pushchannel.websocket;

import io.pushchannel.PushRefusedException;
import io.pushchannel.check.Excerpt;
import java.io.IOException;
import org.java_websocket.framing.CloseFrame;
import org.jspecify.annotations.Nullable;

/**
 * The close frame of a server (RFC 6455, section 7.4).
 *
 * @param code 1000 if the frame has none
 */
record CloseStatus(int code, @Nullable String reason) {

  /**
   * Returns true if the server rejected a frame of this client, so that sending it again would end
   * the same way.
   */
  boolean blamesFrame() {
    return switch (code) {
      case CloseFrame.PROTOCOL_ERROR, CloseFrame.REFUSE, CloseFrame.NO_UTF8, CloseFrame.TOOBIG ->
          true;
      default -> false;
    };
  }

  IOException toException() {
    boolean isExplained = reason != null && !reason.isEmpty();
    return new IOException(
        "the server closed with " + code + (isExplained ? ": " + Excerpt.of(reason) : ""));
  }

  /** Returns the failure of the publish at fault. */
  PushRefusedException toRefusal(IOException failure) {
    int status = code == CloseFrame.TOOBIG ? 413 : 400;
    return new PushRefusedException(status, String.valueOf(failure.getMessage()), null);
  }
}
