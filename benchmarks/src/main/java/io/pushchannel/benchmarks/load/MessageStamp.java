package io.pushchannel.benchmarks.load;

/**
 * The content of a measured message: its number and its intended publishing time.
 *
 * @param number the message number; each message has the next number
 * @param intended the intended publishing time on the clock of {@link System#nanoTime()}, which all
 *     processes of a Linux host share
 */
public record MessageStamp(long number, long intended) {

  /** Minimum size of a text: both numbers, each with a space after it. */
  public static final int MIN_SIZE = 42;

  /**
   * Returns the text of a message, padded with dots.
   *
   * @param size number of ASCII characters, at least {@link #MIN_SIZE}
   */
  public String toText(int size) {
    if (size < MIN_SIZE) {
      throw new IllegalArgumentException("size must be at least " + MIN_SIZE + ", was " + size);
    }
    String head = number + " " + intended + " ";
    return head + ".".repeat(size - head.length());
  }

  /**
   * Parses the text of a message.
   *
   * @throws IllegalArgumentException if the text does not begin with a stamp
   */
  public static MessageStamp parse(String text) {
    int first = text.indexOf(' ');
    int second = text.indexOf(' ', first + 1);
    if (first < 0 || second < 0) {
      throw new IllegalArgumentException("message must begin with a stamp, was " + text);
    }
    return new MessageStamp(
        Long.parseLong(text, 0, first, 10), Long.parseLong(text, first + 1, second, 10));
  }
}
