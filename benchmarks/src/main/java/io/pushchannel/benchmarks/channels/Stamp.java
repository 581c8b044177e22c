package io.pushchannel.benchmarks.channels;

/**
 * What a measured message carries: its number and when it was meant to be sent.
 *
 * @param number 0 for the first message of the run, then one more each
 * @param intended the intended time of sending, as {@link System#nanoTime()} tells it
 */
public record Stamp(long number, long intended) {

  /** Room for both numbers and the spaces after them. */
  public static final int MIN_SIZE = 42;

  /** The text of a message, filled up with dots to {@code size} characters of ASCII. */
  public String toText(int size) {
    String head = number + " " + intended + " ";
    return head + ".".repeat(size - head.length());
  }

  /** Reads what {@link #toText} wrote. */
  public static Stamp parse(String text) {
    int first = text.indexOf(' ');
    int second = text.indexOf(' ', first + 1);
    return new Stamp(
        Long.parseLong(text, 0, first, 10), Long.parseLong(text, first + 1, second, 10));
  }
}
