package io.pushchannel.channel;

import io.pushchannel.check.PlainTime;
import java.io.IOException;
import java.time.Duration;

/** The bus behind one address changed its epoch twice within the longest back-off. */
final class EpochChangedException extends IOException {

  private static final long serialVersionUID = 1L;

  EpochChangedException(String from, String to, Duration window) {
    super(
        "epoch changed from "
            + from
            + " to "
            + to
            + ", the second change within "
            + PlainTime.of(window)
            + " (maxBackoff): servers with separate buses share this address, or a server restarts"
            + " repeatedly");
  }
}
