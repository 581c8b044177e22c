package io.pushchannel.chaos;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Checks that each idempotency key belongs to one message while that is retained. */
final class Keys {

  private static final int UNDER_WAY = 16;

  private Keys() {}

  /**
   * Finds keys with which a bus accepted two messages of a topic.
   *
   * @param retained the number of messages that the bus retains per topic
   */
  static List<Imbalance> check(Truth truth, List<String> topics, long retained) {
    List<Imbalance> imbalances = new ArrayList<>();
    for (String topic : topics) {
      Map<String, Place> first = new HashMap<>();
      truth
          .of(topic)
          .forEach(
              (place, published) -> {
                Place before = published.key() == null ? null : first.put(published.key(), place);
                if (before != null
                    && before.bus() == place.bus()
                    && truth.between(topic, before, place).size() < retained - UNDER_WAY) {
                  imbalances.add(
                      new Imbalance(
                          "publishing",
                          "the bus accepted key "
                              + published.key()
                              + " on "
                              + topic
                              + " at "
                              + before
                              + " and, while that message was retained, at "
                              + place,
                          List.of()));
                }
              });
    }
    return imbalances;
  }
}
