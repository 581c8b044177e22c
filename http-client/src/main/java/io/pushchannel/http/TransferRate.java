package io.pushchannel.http;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * The minimum rate of one transfer. A limit on its whole duration would reject large bodies on slow
 * lines, and no limit would let a server trickle bytes permanently.
 */
final class TransferRate {

  /** Minimum average in bytes per second. */
  private static final long MINIMUM = 10_000;

  /** Time that any transfer may take, however small it is. */
  private static final long GRACE_SECONDS = 30;

  private final LongSupplier nanoTime;
  private final long start;

  /** Starts now. */
  TransferRate(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.start = nanoTime.getAsLong();
  }

  /**
   * Checks the rate.
   *
   * @param bytes received so far
   * @throws IOException if they took too long
   */
  void require(long bytes) throws IOException {
    long seconds = TimeUnit.NANOSECONDS.toSeconds(nanoTime.getAsLong() - start);
    if (seconds > GRACE_SECONDS + bytes / MINIMUM) {
      throw new IOException(
          "a response must arrive at "
              + MINIMUM
              + " bytes per second or more after the first "
              + GRACE_SECONDS
              + " s, was "
              + bytes
              + " bytes in "
              + seconds
              + " s");
    }
  }
}
