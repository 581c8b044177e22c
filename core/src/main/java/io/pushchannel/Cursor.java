package io.pushchannel;

import io.pushchannel.check.Arguments;
import io.pushchannel.check.Excerpt;
import java.util.regex.Pattern;

/**
 * A position in a bus, after one message and before the next. Opaque: an application keeps it, for
 * example as text, and opens a channel or a subscription after it. Cursors have no order, and their
 * text may change in a later version.
 *
 * <p>Immutable. Two cursors are equal if their texts are.
 */
public final class Cursor {

  /** The position after everything that has been published until the channel opens. */
  public static final Cursor LATEST = new Cursor("latest");

  /** The position before the oldest retained message. */
  public static final Cursor EARLIEST = new Cursor("earliest");

  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9]{1,32}-[0-9]{1,18}");

  private final String text;

  private Cursor(String text) {
    this.text = text;
  }

  /**
   * Parses the text of a cursor: the result of {@link #toString}, {@code latest} or {@code
   * earliest}.
   *
   * @throws IllegalArgumentException if {@code text} is not a cursor
   */
  public static Cursor parse(String text) {
    Arguments.requirePresent("cursor", text);
    if (!FORM.matcher(text).matches() && !isWord(text)) {
      throw new IllegalArgumentException(
          "cursor must be <epoch>-<sequence>, latest or earliest, was " + Excerpt.quoted(text));
    }
    return new Cursor(text);
  }

  /**
   * Returns a cursor with any text that a peer sent. For transports: a bus reports a gap after a
   * cursor that it does not recognize.
   */
  public static Cursor ofPeer(String text) {
    return new Cursor(text);
  }

  private static boolean isWord(String text) {
    return text.equals(LATEST.text) || text.equals(EARLIEST.text);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Cursor cursor && cursor.text.equals(text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  /** Returns the text, which {@link #parse} accepts. */
  @Override
  public String toString() {
    return text;
  }
}
