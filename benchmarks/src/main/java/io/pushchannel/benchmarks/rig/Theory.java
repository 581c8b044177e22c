package io.pushchannel.benchmarks.rig;

import io.pushchannel.benchmarks.load.Technique;
import io.pushchannel.benchmarks.result.Row;

/**
 * The theoretical figures for messages that arrive independently of each other.
 *
 * @param perSecond lambda: messages per second
 * @param intervalSeconds T: seconds between two polls
 * @param roundTripSeconds R: seconds from a request to its response; also used for the time from a
 *     response to the next poll
 */
record Theory(double perSecond, double intervalSeconds, double roundTripSeconds) {

  /** Returns the row with the theoretical figures of its technique. */
  Row beside(Row row, Technique technique) {
    double between = perSecond * roundTripSeconds;
    return switch (technique) {
      case SHORT_POLLING ->
          row.figure("theoryMeanMillis", millis(intervalSeconds / 2 + roundTripSeconds / 2))
              .figure("theoryRequestsPerMessage", 1 / (perSecond * intervalSeconds));
      case LONG_POLLING ->
          row.figure(
                  "theoryMeanMillis",
                  millis(roundTripSeconds / 2 + between * roundTripSeconds / (2 * (1 + between))))
              .figure("theoryRequestsPerMessage", 1 / (1 + between));
      default ->
          row.figure("theoryMeanMillis", millis(roundTripSeconds / 2))
              .figure("theoryRequestsPerMessage", 0);
    };
  }

  private static double millis(double seconds) {
    return seconds * 1e3;
  }
}
