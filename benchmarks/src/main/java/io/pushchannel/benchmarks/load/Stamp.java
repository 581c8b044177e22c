package io.pushchannel.benchmarks.load;

/**
 * What a measured message carries: its number and when it was meant to be sent.
 *
 * @param number one more with each message
 * @param intended the intended time of sending, as {@link System#nanoTime()} tells it, which is one
 *     clock for all processes of a Linux host
 */
public record Stamp(long number, long intended) {

  /** Room for both numbers and the spaces after them. */
  public static final int MIN_SIZE = 42;

  /**
   * The text of a message, filled up with dots.
   *
   * @param size how many characters, all of them ASCII; at least {@link #MIN_SIZE}
   */
  public String toText(int size) {
    if (size < MIN_SIZE) {
      throw new IllegalArgumentException(
          "expected a message of at least " + MIN_SIZE + " bytes, got " + size);
    }
    String head = number + " " + intended + " ";
    return head + ".".repeat(size - head.length());
  }

  /**
   * Reads the text of a message.
   *
   * @throws IllegalArgumentException if it does not begin with a stamp
   */
  public static Stamp parse(String text) {
    int first = text.indexOf(' ');
    int second = text.indexOf(' ', first + 1);
    if (first < 0 || second < 0) {
      throw new IllegalArgumentException("expected a stamp and a space, got " + text);
    }
    return new Stamp(
        Long.parseLong(text, 0, first, 10), Long.parseLong(text, first + 1, second, 10));
  }
}
