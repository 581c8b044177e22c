package io.pushchannel.testkit;

import java.util.List;

/** Compares published and received messages. */
final class Ledger {

  private Ledger() {}

  /**
   * Requires equal lists. The error contains the first difference instead of both lists.
   *
   * @throws AssertionError if the lists differ
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
          "%d published, %d received; after %d equal ones expected %s but was %s"
              .formatted(
                  published.size(), heard.size(), same, at(published, same), at(heard, same)));
    }
  }

  private static String at(List<?> list, int index) {
    String text = index < list.size() ? list.get(index).toString() : "nothing";
    return text.length() <= 200 ? text : text.substring(0, 200) + "...";
  }
}
