package io.pushchannel.spi;

import org.jspecify.annotations.Nullable;

/**
 * What a peer sent, as an error or a log may show it: cut short, and without the control characters
 * that a terminal or a log would take for more than text.
 */
public final class Shown {

  private static final int MAX_LENGTH = 200;

  private Shown() {}

  /** The text of {@code thing} as it may be shown; {@code nothing} for null. */
  public static String of(@Nullable Object thing) {
    String text = thing == null ? "nothing" : thing.toString();
    StringBuilder shown = new StringBuilder(Math.min(text.length(), MAX_LENGTH) + 1);
    text.codePoints()
        .limit(MAX_LENGTH)
        .map(c -> Character.isISOControl(c) ? '\ufffd' : c)
        .forEach(shown::appendCodePoint);
    return text.length() > shown.length() ? shown.append('…').toString() : shown.toString();
  }
}
