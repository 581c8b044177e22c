package io.pushchannel.spi;

import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

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

  /** The HTTP status. */
  public int status() {
    return status;
  }

  /** How long the server asks to wait; null if it did not say. */
  public @Nullable Duration retryAfter() {
    return retryAfter;
  }

  /** Whether the same request may succeed later: not if the request itself is at fault. */
  public boolean isRetryable() {
    return status >= 500 || status == 408 || status == 425 || status == 429;
  }
}
