package io.pushchannel.channel;

import java.io.IOException;

/** Ends an attempt from within the receiver, whatever transport code is between. */
final class AttemptEndedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final IOException reason;

  AttemptEndedException(String why) {
    this(new IOException(why));
  }

  AttemptEndedException(IOException reason) {
    super(reason.getMessage(), null, false, false);
    this.reason = reason;
  }

  /** The same as what an attempt may throw. */
  IOException reason() {
    return reason;
  }
}
