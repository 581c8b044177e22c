package io.pushchannel.http;

/**
 * How much one client has published that is not answered yet: bounded, or a server that does not
 * answer would fill the client's memory. Thread-safe.
 */
final class Unanswered {

  /** So many texts may be unanswered; further ones fail. */
  static final int MAX_PUBLISHES = 1024;

  /** So many bytes may be unanswered, or one text of any size. */
  private static final int MAX_BYTES = 16 << 20;

  private int publishes;
  private long bytes;

  /** Counts one more, if there is room. */
  synchronized boolean add(long length) {
    if (publishes >= MAX_PUBLISHES || (publishes > 0 && bytes + length > MAX_BYTES)) {
      return false;
    }
    publishes++;
    bytes += length;
    return true;
  }

  /** Counts one less. */
  synchronized void remove(long length) {
    publishes--;
    bytes -= length;
  }

  static String refusal() {
    return "expected at most "
        + MAX_PUBLISHES
        + " publishes and "
        + MAX_BYTES
        + " bytes to be unanswered, got one more";
  }
}
