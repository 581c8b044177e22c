package io.pushchannel.testkit;

import java.util.List;

/** Assertions about published and received messages. */
final class MessageAssertions {

  private MessageAssertions() {}

  /**
   * Requires equal lists. The error contains the first difference instead of both lists.
   *
   * @throws AssertionError if the lists differ
   */
  static void assertSame(List<?> published, List<?> received) {
    int same = 0;
    while (same < published.size()
        && same < received.size()
        && published.get(same).equals(received.get(same))) {
      same++;
    }
    if (same < published.size() || same < received.size()) {
      throw new AssertionError(
          "%d published, %d received; after %d equal ones expected %s but was %s"
              .formatted(
                  published.size(),
                  received.size(),
                  same,
                  at(published, same),
                  at(received, same)));
    }
  }

  private static String at(List<?> list, int index) {
    String text = index < list.size() ? list.get(index).toString() : "nothing";
    return text.length() <= 200 ? text : text.substring(0, 200) + "...";
  }
}
