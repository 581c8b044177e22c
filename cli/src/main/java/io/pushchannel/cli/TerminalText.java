package io.pushchannel.cli;

/**
 * Text from the network as a terminal may receive it. A control character could move the cursor,
 * change the title or answer in the user's place.
 */
final class TerminalText {

  private TerminalText() {}

  /** Writes each control character but line feed and tab as {@code \}{@code u001b}. */
  static String escaped(String text) {
    if (text.chars().noneMatch(TerminalText::isUnsafe)) {
      return text;
    }
    StringBuilder safe = new StringBuilder(text.length() + 16);
    text.chars()
        .forEach(
            c -> {
              if (isUnsafe(c)) {
                safe.append(String.format("\\u%04x", c));
              } else {
                safe.append((char) c);
              }
            });
    return safe.toString();
  }

  /** C0, DEL and C1. */
  private static boolean isUnsafe(int c) {
    return Character.isISOControl(c) && c != '\n' && c != '\t';
  }
}
