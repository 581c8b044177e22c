package io.pushchannel.chaos;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Checks that each idempotency key belongs to one message while that is retained. */
final class IdempotencyChecker {

  private static final int IN_FLIGHT = 16;

  private IdempotencyChecker() {}

  /**
   * Finds keys with which a bus accepted two messages of a topic.
   *
   * @param retained the number of messages that the bus retains per topic
   */
  static List<Violation> check(PublishedLog log, List<String> topics, long retained) {
    List<Violation> violations = new ArrayList<>();
    for (String topic : topics) {
      Map<String, BusPosition> first = new HashMap<>();
      log.of(topic)
          .forEach(
              (position, published) -> {
                BusPosition before =
                    published.key() == null ? null : first.put(published.key(), position);
                if (before != null
                    && before.bus() == position.bus()
                    && log.between(topic, before, position).size() < retained - IN_FLIGHT) {
                  violations.add(
                      new Violation(
                          "publishing",
                          "the bus accepted key "
                              + published.key()
                              + " on "
                              + topic
                              + " at "
                              + before
                              + " and, while that message was retained, at "
                              + position,
                          List.of()));
                }
              });
    }
    return violations;
  }
}
