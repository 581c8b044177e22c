package io.pushchannel.wire;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The server sent what a client of this protocol does not accept: too much, broken or contradictory
 * data. Another attempt at the same cursor probably receives the same.
 */
public final class ProtocolViolationException extends IOException {

  private static final long serialVersionUID = 1L;

  /** Creates an exception with the violated rule. */
  public ProtocolViolationException(String message) {
    this(message, null);
  }

  /** Creates an exception with the exception of a parser as its cause. */
  public ProtocolViolationException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
