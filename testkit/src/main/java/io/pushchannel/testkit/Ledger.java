package io.pushchannel.testkit;

import java.util.List;

/** The account of what was published and what was heard. */
final class Ledger {

  private Ledger() {}

  /**
   * Requires both to be the same, in the same order; tells the first difference, not both lists.
   *
   * @throws AssertionError if they are not
   */
  static void balance(List<?> published, List<?> heard) {
    int same = 0;
    while (same < published.size()
        && same < heard.size()
        && published.get(same).equals(heard.get(same))) {
      same++;
    }
    if (same < published.size() || same < heard.size()) {
      throw new AssertionError(
          "%d published, %d heard; after %d that are the same expected %s, got %s"
              .formatted(
                  published.size(), heard.size(), same, at(published, same), at(heard, same)));
    }
  }

  private static String at(List<?> list, int index) {
    String text = index < list.size() ? list.get(index).toString() : "nothing";
    return text.length() <= 200 ? text : text.substring(0, 200) + "...";
  }
}
