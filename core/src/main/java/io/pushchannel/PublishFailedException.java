package io.pushchannel;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A publish that the server did not confirm: the time limit passed, or the channel was closed
 * first. A response that rejects the message is a {@link io.pushchannel.PushRefusedException}
 * instead.
 */
public final class PublishFailedException extends IOException {

  private static final long serialVersionUID = 1L;

  private final boolean maybePublished;

  /**
   * Creates an exception.
   *
   * @param maybePublished true if the message was sent and may be in the log
   * @param cause the failure of the last attempt to send it, or null
   */
  public PublishFailedException(String message, boolean maybePublished, @Nullable Throwable cause) {
    super(message + (maybePublished ? "; the message may be in the log" : "; it was not sent"));
    this.maybePublished = maybePublished;
    if (cause != null) {
      initCause(cause);
    }
  }

  /**
   * Returns whether the message may be in the log. If so, publish it again with the same
   * idempotency key to find out; if not, it was never sent.
   */
  public boolean maybePublished() {
    return maybePublished;
  }
}
