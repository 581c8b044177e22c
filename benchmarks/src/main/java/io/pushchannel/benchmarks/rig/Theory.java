package io.pushchannel.benchmarks.rig;

import io.pushchannel.benchmarks.load.Technique;
import io.pushchannel.benchmarks.result.Row;

/**
 * What to expect of messages that come independently of each other; laid beside what is measured.
 *
 * @param perSecond lambda: messages a second
 * @param intervalSeconds T: between two polls
 * @param roundTripSeconds R: from a request to its answer; also taken for the time between an
 *     answer and the next poll
 */
record Theory(double perSecond, double intervalSeconds, double roundTripSeconds) {

  /** The row, with the theory for its technique. */
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
