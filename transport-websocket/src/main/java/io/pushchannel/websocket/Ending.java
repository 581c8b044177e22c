package io.pushchannel.websocket;

import io.pushchannel.spi.PushFailure;
import io.pushchannel.spi.Shown;
import java.io.IOException;
import java.net.SocketTimeoutException;
import org.java_websocket.framing.CloseFrame;
import org.jspecify.annotations.Nullable;

/**
 * How a connection ended.
 *
 * @param code of the close frame (RFC 6455, section 7.4), or Java-WebSocket's own for its absence
 * @param remote whether the server said so
 */
record Ending(int code, String reason, boolean remote) {

  /**
   * Whether the server says that a frame of ours was at fault: the same again would end the same.
   */
  boolean blamesFrame() {
    return remote
        && switch (code) {
          case CloseFrame.PROTOCOL_ERROR,
              CloseFrame.REFUSE,
              CloseFrame.NO_UTF8,
              CloseFrame.TOOBIG ->
              true;
          default -> false;
        };
  }

  /** Returns the failure of the publish at fault; sending it again would end the same way. */
  PushFailure toRefusal(IOException failure) {
    int status = code == CloseFrame.TOOBIG ? 413 : 400;
    return new PushFailure(status, String.valueOf(failure.getMessage()), null);
  }

  IOException toException(Link link, @Nullable Exception cause) {
    if (link.isLate()) {
      return new SocketTimeoutException(
          "expected the server to open the connection within " + link.connectTimeout());
    } else if (code == CloseFrame.ABNORMAL_CLOSE || code == CloseFrame.NEVER_CONNECTED) {
      return link.isSilent()
          ? new SocketTimeoutException(
              "expected a sign of life within " + link.allowedSilence() + ", got none")
          : new IOException("the connection broke", cause);
    }
    return new IOException(
        (remote ? "the server closed with " : "closed because of the server, with ")
            + code
            + (reason.isEmpty() ? "" : ": " + Shown.of(reason)),
        cause);
  }
}
