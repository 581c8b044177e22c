package io.pushchannel.bus;

import io.pushchannel.wire.WireLimits;

/**
 * A text in the log: valid Unicode, with LF as the only line end, because server-sent events can
 * carry no other.
 *
 * @param text the text
 * @param bytes approximate memory of the text
 */
record MessageText(String text, int bytes) {

  /**
   * Reads a text as it was published.
   *
   * @throws IllegalArgumentException if it is not valid Unicode, or too large to be delivered
   */
  static MessageText of(String data) {
    boolean latin = true;
    boolean carriageReturn = false;
    for (int i = 0; i < data.length(); i++) {
      char c = data.charAt(i);
      carriageReturn |= c == '\r';
      latin &= c < 0x100;
      if (Character.isSurrogate(c)) {
        i = pairEnd(data, i);
      }
    }
    String text = carriageReturn ? data.replace("\r\n", "\n").replace('\r', '\n') : data;
    WireLimits.requireDeliverable(text);
    return new MessageText(text, latin ? text.length() : 2 * text.length());
  }

  private static int pairEnd(String data, int i) {
    boolean isPair =
        Character.isHighSurrogate(data.charAt(i))
            && i + 1 < data.length()
            && Character.isLowSurrogate(data.charAt(i + 1));
    if (!isPair) {
      throw new IllegalArgumentException(
          "data must be valid Unicode, has half a surrogate pair at index " + i);
    }
    return i + 1;
  }
}
