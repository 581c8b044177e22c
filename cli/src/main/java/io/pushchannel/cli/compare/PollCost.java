package io.pushchannel.cli.compare;

/**
 * What one poll costs that brings nothing: both heads and an empty batch, in bytes. The H of the
 * theory.
 */
record PollCost(double up, double down) {

  /** The average over {@code quiet}, traffic while nothing was published. */
  static PollCost of(Traffic quiet) {
    return new PollCost(
        (double) quiet.bytesUp() / Math.max(1, quiet.requests()),
        (double) quiet.bytesDown() / Math.max(1, quiet.answers()));
  }
}
