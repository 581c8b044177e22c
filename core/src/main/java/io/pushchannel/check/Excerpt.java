package io.pushchannel.check;

import org.jspecify.annotations.Nullable;

/**
 * Foreign text in error messages and logs: shortened, and without the control characters that a
 * terminal or a log would interpret.
 */
public final class Excerpt {

  private static final int MAX_LENGTH = 128;

  private Excerpt() {}

  /**
   * Returns the first 128 characters of {@code value}, and the length of a longer text; {@code
   * nothing} for null.
   */
  public static String of(@Nullable Object value) {
    return value == null ? "nothing" : excerpt(value.toString(), "");
  }

  /** Returns the excerpt of {@code text} in quotation marks. */
  public static String quoted(String text) {
    return excerpt(text, "\"");
  }

  private static String excerpt(String text, String quote) {
    StringBuilder excerpt = new StringBuilder(quote);
    text.codePoints()
        .limit(MAX_LENGTH)
        .map(c -> Character.isISOControl(c) ? '\ufffd' : c)
        .forEach(excerpt::appendCodePoint);
    boolean isWhole = excerpt.length() - quote.length() >= text.length();
    return isWhole
        ? excerpt.append(quote).toString()
        : excerpt.append("...").append(quote) + " (" + text.length() + " characters)";
  }
}
