package io.pushchannel;

import io.pushchannel.check.Arguments;
import io.pushchannel.check.Excerpt;
import java.util.Set;

/**
 * The rule for names of topics: 1 to 128 characters of {@code A-Z a-z 0-9 . _ : / -}. Names that
 * start with {@code $} are reserved for control events and so not valid. Neither are {@code error}
 * and {@code open}: a message on them would call the handlers of a browser's {@code EventSource}
 * for its own events.
 */
public final class Topic {

  /** Maximum number of characters of a name. */
  public static final int MAX_LENGTH = 128;

  /** Maximum number of topics of a channel or a subscription. */
  public static final int MAX_PER_READER = 64;

  private Topic() {}

  /**
   * Returns {@code names} if they are 1 to {@value #MAX_PER_READER} valid topics.
   *
   * @throws IllegalArgumentException with the rule and the value
   */
  public static Set<String> requireAll(Set<String> names) {
    Arguments.requirePresent("topics", names);
    if (names.isEmpty() || names.size() > MAX_PER_READER) {
      throw new IllegalArgumentException(
          "topics must be 1 to " + MAX_PER_READER + ", were " + names.size());
    }
    names.forEach(Topic::requireValid);
    return names;
  }

  /**
   * Returns {@code name} if it is a valid topic.
   *
   * @throws IllegalArgumentException with the rule and the value
   */
  public static String requireValid(String name) {
    if (!isValid(Arguments.requirePresent("topic", name))) {
      throw new IllegalArgumentException(
          "topic must have 1 to "
              + MAX_LENGTH
              + " characters of A-Z a-z 0-9 . _ : / -, was "
              + Excerpt.quoted(name));
    }
    if (name.equals("error") || name.equals("open")) {
      throw new IllegalArgumentException(
          "topic must not be error or open, which EventSource dispatches itself, was "
              + Excerpt.quoted(name));
    }
    return name;
  }

  /** Uses no regular expression, because each request calls this more than once. */
  private static boolean isValid(String name) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean isAllowed =
          (c >= 'a' && c <= 'z')
              || (c >= 'A' && c <= 'Z')
              || (c >= '-' && c <= ':') // also . / and the digits
              || c == '_';
      if (!isAllowed) {
        return false;
      }
    }
    return !name.isEmpty() && name.length() <= MAX_LENGTH;
  }
}
