package io.pushchannel.cli.compare;

/**
 * The formulas for messages that come independently of each other, at {@code rate}.
 *
 * @param rate lambda: messages a second
 * @param interval T: seconds between two polls
 * @param roundTrip R: seconds from a request to its answer; also taken for R', the time between an
 *     answer and the next poll
 * @param sizes L: bytes of a message
 */
record Theory(double rate, double interval, double roundTrip, MessageSizes sizes) {

  /**
   * What to expect.
   *
   * @param poll H: bytes of one poll; of no account for a stream
   */
  Prediction predict(Technique technique, PollCost poll) {
    return switch (technique) {
      case SHORT_POLLING -> shortPolling(poll);
      case LONG_POLLING -> longPolling(poll);
      case SSE -> stream(sizes.sse());
      case WEBSOCKET -> stream(sizes.webSocket());
    };
  }

  /** A message falls anywhere between two polls, and a poll takes all that came since the last. */
  private Prediction shortPolling(PollCost poll) {
    double requests = 1 / (rate * interval);
    return new Prediction(
        millis(interval / 2 + roundTrip / 2),
        millis(interval + roundTrip / 2),
        requests,
        requests * poll.up(),
        requests * poll.down() + sizes.batch());
  }

  /** A message finds a poll waiting, unless it falls between an answer and the next poll. */
  private Prediction longPolling(PollCost poll) {
    double between = rate * roundTrip;
    double wait = between * roundTrip / (2 * (1 + between));
    double requests = 1 / (1 + between);
    return new Prediction(
        millis(roundTrip / 2 + wait),
        null,
        requests,
        requests * poll.up(),
        requests * poll.down() + sizes.batch());
  }

  /** A message goes out at once on what is open already. */
  private Prediction stream(int size) {
    return new Prediction(millis(roundTrip / 2), null, 0, 0, size);
  }

  /** Whether short polling needs fewer requests than long polling: seldom thought of. */
  boolean shortPollingNeedsFewerRequests() {
    return rate * interval > 1 + rate * roundTrip;
  }

  private static double millis(double seconds) {
    return seconds * 1e3;
  }
}
