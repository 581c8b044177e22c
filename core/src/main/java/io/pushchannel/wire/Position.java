package io.pushchannel.wire;

import io.pushchannel.Cursor;

/**
 * The content of a {@link Cursor}: every message of a bus up to and including number {@code
 * sequence}. The {@code epoch} names one lifetime of a bus, so a position of another lifetime is
 * never mistaken for one of this.
 *
 * <p>The wire form is {@code <epoch>-<sequence>}, for example {@code 9f3ac2d1-1042}. {@link
 * #LATEST} and {@link #EARLIEST} are words, and a text that a bus does not recognize is kept
 * unchanged. Both have {@link #NO_SEQUENCE}.
 *
 * @param epoch the lifetime of the bus, or the whole text if there is no sequence
 * @param sequence the number of the last message, 0 before the first, or {@link #NO_SEQUENCE}
 */
public record Position(String epoch, long sequence) {

  /** The sequence of a text that is not a position. */
  public static final long NO_SEQUENCE = -1;

  /** The end of the log at the time of the request. */
  public static final Position LATEST = new Position("latest", NO_SEQUENCE);

  /** Before the oldest retained message. */
  public static final Position EARLIEST = new Position("earliest", NO_SEQUENCE);

  private static final int MAX_EPOCH_LENGTH = 32;
  private static final int MAX_DIGITS = 18;

  /** Rejects a negative sequence other than {@link #NO_SEQUENCE}. */
  public Position {
    if (sequence < NO_SEQUENCE) {
      throw new IllegalArgumentException("sequence must be 0 or more, was " + sequence);
    }
  }

  /** Returns the position of a cursor. */
  public static Position of(Cursor cursor) {
    return parse(cursor.toString());
  }

  /**
   * Parses the wire form. Keeps a text that is not a position as {@linkplain #isForeign() foreign};
   * a bus reports a gap after it. {@code Last-Event-ID} is read like this, because a browser never
   * reconnects after an error.
   */
  public static Position parse(String text) {
    if (text.equals(LATEST.epoch)) {
      return LATEST;
    }
    if (text.equals(EARLIEST.epoch)) {
      return EARLIEST;
    }
    int hyphen = text.indexOf('-');
    return isEpoch(text, hyphen) && isNumber(text, hyphen + 1)
        ? new Position(
            text.substring(0, hyphen), Long.parseLong(text, hyphen + 1, text.length(), 10))
        : new Position(text, NO_SEQUENCE);
  }

  /** Uses no regular expression, because each poll and each received message has a cursor. */
  private static boolean isEpoch(String text, int end) {
    for (int i = 0; i < end; i++) {
      char c = text.charAt(i);
      if (!isDigit(c) && !(c >= 'a' && c <= 'z') && !(c >= 'A' && c <= 'Z')) {
        return false;
      }
    }
    return end > 0 && end <= MAX_EPOCH_LENGTH;
  }

  private static boolean isNumber(String text, int start) {
    for (int i = start; i < text.length(); i++) {
      if (!isDigit(text.charAt(i))) {
        return false;
      }
    }
    return start < text.length() && text.length() - start <= MAX_DIGITS;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  /** Returns true if a bus numbered it: it is neither a word nor foreign. */
  public boolean isNumbered() {
    return sequence != NO_SEQUENCE;
  }

  /** Returns true for a text that is neither a numbered position nor a word. */
  public boolean isForeign() {
    return !isNumbered() && !equals(LATEST) && !equals(EARLIEST);
  }

  /** Returns true for a numbered position of this lifetime of a bus. */
  public boolean isOf(String otherEpoch) {
    return isNumbered() && epoch.equals(otherEpoch);
  }

  /** Returns true if both are numbered, of one epoch, and this is later. */
  public boolean isAfter(Position other) {
    return isNumbered() && other.isOf(epoch) && sequence > other.sequence;
  }

  /** Returns the cursor of this position. */
  public Cursor toCursor() {
    return Cursor.ofPeer(toString());
  }

  /** Returns the wire form. */
  @Override
  public String toString() {
    return isNumbered() ? epoch + '-' + sequence : epoch;
  }
}
