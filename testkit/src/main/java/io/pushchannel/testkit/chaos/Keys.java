package io.pushchannel.testkit.chaos;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Whether each key stands for one message, as long as that is retained. */
final class Keys {

  private static final int UNDER_WAY = 16;

  private Keys() {}

  /**
   * Finds keys under which a bus took two messages of a topic.
   *
   * @param retained how many messages of a topic the bus keeps
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
                          "the bus took "
                              + published.key()
                              + " on "
                              + topic
                              + " as "
                              + before
                              + " and, while that was retained, as "
                              + place,
                          List.of()));
                }
              });
    }
    return imbalances;
  }
}
