package io.pushchannel.spi;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The server answered, and refused. */
public final class PushFailure extends IOException {

  private static final long serialVersionUID = 1L;

  private final int status;
  private final transient @Nullable Duration retryAfter;

  /**
   * A refusal.
   *
   * @param status the HTTP status, or what stands for one
   * @param message what the server said
   * @param retryAfter how long the server asks to wait, or null
   */
  public PushFailure(int status, String message, @Nullable Duration retryAfter) {
    super(message);
    this.status = status;
    this.retryAfter = retryAfter;
  }

  /**
   * What an HTTP answer says that is not the one asked for: its status; where it would lead, if it
   * is a redirect, because no redirect is followed; the detail of a problem object (RFC 9457).
   *
   * @param from who answered
   * @param location the header, or null
   * @param retryAfter the header, or null; a pause in either form of RFC 9110, section 10.2.3
   * @param body as much of it as there is
   */
  public static PushFailure ofAnswer(
      int status,
      Object from,
      @Nullable String location,
      @Nullable String retryAfter,
      String body) {
    StringBuilder message = new StringBuilder("got status ").append(status).append(" from ");
    message.append(from);
    if (status >= 300 && status < 400 && location != null) {
      message.append(", which leads to ").append(Shown.of(location));
      message.append("; redirects are not followed");
    }
    String detail = detail(body);
    if (detail != null) {
      message.append(": ").append(Shown.of(detail));
    }
    return new PushFailure(status, message.toString(), RetryAfter.parse(retryAfter, Instant.now()));
  }

  /** The HTTP status. */
  public int status() {
    return status;
  }

  /** How long the server asks to wait; null if it did not say. */
  public @Nullable Duration retryAfter() {
    return retryAfter;
  }

  /**
   * Whether the same request may succeed later: not if the server says that the request itself is
   * at fault. An answer that is none of ours, a redirect or a page of some proxy, does not say so.
   */
  public boolean isRetryable() {
    boolean blamesRequest = status >= 400 && status < 500;
    return !blamesRequest || status == 408 || status == 425 || status == 429;
  }

  private static @Nullable String detail(String body) {
    try {
      JsonNode detail = Json.read(body, "a problem object").path("detail");
      return detail.isString() ? detail.stringValue() : null;
    } catch (IOException e) {
      return null; // no problem object; the status has to do
    }
  }
}
