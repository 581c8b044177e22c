package io.pushchannel.wire;

import io.pushchannel.PushRefusedException;
import io.pushchannel.check.Excerpt;
import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * An HTTP response with a status that the client did not request.
 *
 * @param status the status
 * @param from the address of the request, for messages
 * @param location the header, or null
 * @param retryAfter the header in either form of RFC 9110, section 10.2.3, or null
 * @param body the body, or its beginning
 */
public record ProblemResponse(
    int status, Object from, @Nullable String location, @Nullable String retryAfter, String body) {

  /**
   * Returns an exception with the status, the target of a redirect, and the detail of a problem
   * object (RFC 9457). No redirect is followed.
   */
  public PushRefusedException toException() {
    StringBuilder message = new StringBuilder("received status ").append(status).append(" from ");
    message.append(from);
    if (status >= 300 && status < 400 && location != null) {
      message.append(", which leads to ").append(Excerpt.of(location));
      message.append("; redirects are not followed");
    }
    String detail = detail();
    if (detail != null) {
      message.append(": ").append(Excerpt.of(detail));
    }
    return new PushRefusedException(
        status, message.toString(), RetryAfter.parse(retryAfter, Instant.now()));
  }

  private @Nullable String detail() {
    try {
      JsonNode detail = Json.read(body, "a problem object").path("detail");
      return detail.isString() ? detail.stringValue() : null;
    } catch (IOException e) {
      return null; // not a problem object: the message has the status only
    }
  }
}
