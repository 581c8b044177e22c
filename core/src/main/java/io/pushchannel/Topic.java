package io.pushchannel;

import io.pushchannel.spi.Quote;
import java.util.regex.Pattern;

/**
 * The rule for names of topics: 1 to 128 characters of {@code A-Z a-z 0-9 . _ : / -}. Names that
 * start with {@code $} are reserved for control events and so not valid.
 */
public final class Topic {

  /** The most characters a name may have. */
  public static final int MAX_LENGTH = 128;

  private static final Pattern VALID = Pattern.compile("[A-Za-z0-9._:/-]{1," + MAX_LENGTH + "}");

  private Topic() {}

  /**
   * Returns {@code name} if it is the name of a topic.
   *
   * @throws IllegalArgumentException naming the rule and what came
   */
  public static String requireValid(String name) {
    if (!VALID.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "expected a topic of 1 to "
              + MAX_LENGTH
              + " characters of A-Z a-z 0-9 . _ : / -, got "
              + Quote.of(name));
    }
    return name;
  }
}
