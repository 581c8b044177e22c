package io.pushchannel.spi;

/** What came, for the message of an error: in quotes, and no more of it than helps. */
public final class Quote {

  private static final int WHOLE = 128;
  private static final int BEGINNING = 32;

  private Quote() {}

  /** The text in quotes; of a long one the beginning and how long it is. */
  public static String of(String text) {
    return text.length() <= WHOLE
        ? '"' + text + '"'
        : '"' + text.substring(0, BEGINNING) + "...\" (" + text.length() + " characters)";
  }
}
