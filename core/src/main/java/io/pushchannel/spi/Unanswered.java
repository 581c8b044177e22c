package io.pushchannel.spi;

import java.io.IOException;

/**
 * How much one channel has published that is not answered yet: bounded, or a server that does not
 * answer would fill the client's memory. Thread-safe.
 */
public final class Unanswered {

  /** So many publishes may be unanswered; further ones fail. */
  public static final int MAX_PUBLISHES = 1024;

  /** So many bytes may be unanswered, or one publish of any size. */
  private static final int MAX_BYTES = 16 << 20;

  private int publishes;
  private long bytes;

  /**
   * Counts one more.
   *
   * @throws IOException if that is one too many
   */
  public synchronized void add(long length) throws IOException {
    if (publishes >= MAX_PUBLISHES || (publishes > 0 && bytes + length > MAX_BYTES)) {
      throw new IOException(
          "expected at most "
              + MAX_PUBLISHES
              + " publishes and "
              + MAX_BYTES
              + " bytes to be unanswered, got one more");
    }
    publishes++;
    bytes += length;
  }

  /** Counts one less. */
  public synchronized void remove(long length) {
    publishes--;
    bytes -= length;
  }
}
