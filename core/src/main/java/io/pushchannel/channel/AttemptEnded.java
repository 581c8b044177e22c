package io.pushchannel.channel;

import java.io.IOException;

/** Ends an attempt from within the receiver, whatever transport code is between. */
final class AttemptEnded extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final IOException reason;

  AttemptEnded(String why) {
    super(why, null, false, false);
    this.reason = new IOException(why);
  }

  /** The same as what an attempt may throw. */
  IOException reason() {
    return reason;
  }
}
