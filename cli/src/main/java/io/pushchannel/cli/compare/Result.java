package io.pushchannel.cli.compare;

/**
 * What was measured of one technique, and what theory expected.
 *
 * @param technique which
 * @param latency from the intended sending to the listener, of the messages after the warm-up
 * @param perMessage requests and bytes for each of these messages
 * @param connections made since the beginning
 * @param ledger of all messages, those of the warm-up included
 * @param theory to set beside it
 */
record Result(
    Technique technique,
    Latency latency,
    PerMessage perMessage,
    long connections,
    Ledger ledger,
    Prediction theory) {

  /** What a message costs on the wire. */
  record PerMessage(double requests, double bytesUp, double bytesDown) {
    static PerMessage of(Traffic traffic, long messages) {
      return new PerMessage(
          (double) traffic.requests() / messages,
          (double) traffic.bytesUp() / messages,
          (double) traffic.bytesDown() / messages);
    }

    double bytes() {
      return bytesUp + bytesDown;
    }
  }
}
