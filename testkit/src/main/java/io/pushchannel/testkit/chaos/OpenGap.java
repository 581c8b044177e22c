package io.pushchannel.testkit.chaos;

import io.pushchannel.Gap;
import java.util.Set;
import java.util.TreeSet;

/** A gap that a channel heard, and what it has turned out to stand for so far. */
final class OpenGap {

  private final Heard.Gap heard;
  private final Place after;
  private final Place resumed;

  /** The topics of which no message has been heard since. */
  private final Set<String> undecided;

  private boolean covers;

  OpenGap(Heard.Gap heard, Place after, Place resumed, Set<String> topics) {
    this.heard = heard;
    this.after = after;
    this.resumed = resumed;
    this.undecided = new TreeSet<>(topics);
  }

  Gap gap() {
    return heard.gap();
  }

  /** The latest message published when it was heard. */
  Place head() {
    return heard.head();
  }

  Place resumed() {
    return resumed;
  }

  boolean isEviction() {
    return heard.gap().reason() == Gap.Reason.EVICTED;
  }

  boolean spans(Place place) {
    return place.isAfter(after) && !place.isAfter(resumed);
  }

  /** At least one message that was not heard is covered by it. */
  void cover() {
    covers = true;
  }

  /** A message of {@code topic} was heard; whether it is now clear that nothing was missing. */
  boolean isNeedlessAfter(String topic) {
    return undecided.remove(topic) && undecided.isEmpty() && !covers;
  }
}
