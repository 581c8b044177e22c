package io.pushchannel;

import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The server responded, and rejected the request. */
public final class PushRefusedException extends IOException {

  private static final long serialVersionUID = 1L;

  private final int status;
  private final transient @Nullable Duration retryAfter;

  /**
   * Creates an exception.
   *
   * @param status the HTTP status; for a WebSocket the status that corresponds to its error or
   *     close code
   * @param message the reason that the server gave
   * @param retryAfter the pause that the server asks for, or null
   */
  public PushRefusedException(int status, String message, @Nullable Duration retryAfter) {
    super(message);
    this.status = status;
    this.retryAfter = retryAfter;
  }

  /** Returns the HTTP status. */
  public int status() {
    return status;
  }

  /** Returns the pause that the server asks for; null if it names none. */
  public @Nullable Duration retryAfter() {
    return retryAfter;
  }

  /**
   * Returns true if the same request may succeed later. It cannot if the server says that the
   * request itself is invalid. A response that is not from a PushChannel server, such as a redirect
   * or an error page of a proxy, does not say so.
   */
  public boolean isRetryable() {
    boolean isOfRequest = status >= 400 && status < 500;
    return !isOfRequest || status == 408 || status == 425 || status == 429;
  }
}
