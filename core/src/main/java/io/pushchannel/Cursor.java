package io.pushchannel;

import io.pushchannel.check.Arguments;
import io.pushchannel.check.Excerpt;

/**
 * A place in the bus: everything up to and including message number {@code sequence} has been seen.
 * The {@code epoch} names the life of the bus that numbered it, so that a place in another life is
 * never mistaken for one in this.
 *
 * <p>The wire form is {@code <epoch>-<sequence>}, for example {@code 9f3ac2d1-1042}. {@link
 * #LATEST} and {@link #EARLIEST} are words instead of places: their sequence is {@link
 * #NO_SEQUENCE}.
 *
 * @param epoch the life of the bus, or the word itself where there is no sequence
 * @param sequence the number of the last message seen, 0 before the first, or {@link #NO_SEQUENCE}
 */
public record Cursor(String epoch, long sequence) implements Comparable<Cursor> {

  /** The sequence of a cursor that is a word and not a place. */
  public static final long NO_SEQUENCE = -1;

  /** Only what is published from now on. */
  public static final Cursor LATEST = new Cursor("latest", NO_SEQUENCE);

  /** Everything that is retained, then what follows. */
  public static final Cursor EARLIEST = new Cursor("earliest", NO_SEQUENCE);

  private static final int MAX_EPOCH_LENGTH = 32;

  /** So many digits always fit into a long. */
  private static final int MAX_DIGITS = 18;

  /** Refuses a negative sequence other than {@link #NO_SEQUENCE}. */
  public Cursor {
    if (sequence < NO_SEQUENCE) {
      throw new IllegalArgumentException("sequence must be 0 or more, was " + sequence);
    }
  }

  /**
   * Reads the wire form.
   *
   * @throws IllegalArgumentException naming what was expected, if {@code text} is no cursor
   */
  public static Cursor parse(String text) {
    Cursor cursor = parseLeniently(Arguments.requirePresent("cursor", text));
    if (cursor.isForeign()) {
      throw new IllegalArgumentException(
          "cursor must be <epoch>-<sequence>, latest or earliest, was " + Excerpt.quoted(text));
    }
    return cursor;
  }

  /**
   * Reads the wire form, or keeps what is none of ours as a {@linkplain #isForeign() foreign}
   * cursor, which a bus answers by a gap. This is how {@code Last-Event-ID} is read: a browser
   * would never come back from an error.
   */
  public static Cursor parseLeniently(String text) {
    if (text.equals(LATEST.epoch)) {
      return LATEST;
    }
    if (text.equals(EARLIEST.epoch)) {
      return EARLIEST;
    }
    int hyphen = text.indexOf('-');
    return isEpoch(text, hyphen) && isNumber(text, hyphen + 1)
        ? new Cursor(text.substring(0, hyphen), Long.parseLong(text, hyphen + 1, text.length(), 10))
        : new Cursor(text, NO_SEQUENCE);
  }

  /** Each poll brings a cursor: so no regular expression. */
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

  /** Whether this is neither a place in any bus nor one of the two words. */
  public boolean isForeign() {
    return sequence == NO_SEQUENCE && !equals(LATEST) && !equals(EARLIEST);
  }

  /** Whether this is a place in the life of the bus named {@code otherEpoch}. */
  public boolean isOf(String otherEpoch) {
    return sequence != NO_SEQUENCE && epoch.equals(otherEpoch);
  }

  /** Orders by epoch, which means nothing, and within an epoch by sequence, which does. */
  @Override
  public int compareTo(Cursor other) {
    int byEpoch = epoch.compareTo(other.epoch);
    return byEpoch != 0 ? byEpoch : Long.compare(sequence, other.sequence);
  }

  /** The wire form. */
  @Override
  public String toString() {
    return sequence == NO_SEQUENCE ? epoch : epoch + '-' + sequence;
  }
}
