package io.pushchannel.spi;

/**
 * Text of a peer for the message of an error: in quotes, shortened, and without the control
 * characters that a terminal or a log would obey.
 */
public final class Quote {

  private static final int WHOLE = 128;
  private static final int BEGINNING = 32;

  private Quote() {}

  /** The text in quotes; of a long one the beginning and how long it is. */
  public static String of(String text) {
    return text.length() <= WHOLE
        ? '"' + printable(text) + '"'
        : '"'
            + printable(text.substring(0, BEGINNING))
            + "...\" ("
            + text.length()
            + " characters)";
  }

  private static String printable(String text) {
    return text.replaceAll("\\p{Cntrl}|[\\x80-\\x9f]", "\ufffd");
  }
}
