package io.pushchannel.chaos;

import io.pushchannel.Gap;
import java.util.Set;
import java.util.TreeSet;

/** A received gap, with the result of its check so far. */
final class OpenGap {

  private final Heard.Gap heard;
  private final Place after;
  private final Place resumed;

  /** The topics without a received message since the gap. */
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

  /** Returns the latest published message at the time of reception. */
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

  /** Records that this gap covers at least one missed message. */
  void cover() {
    covers = true;
  }

  /** Records a message of {@code topic}. Returns true if the gap is now known to cover nothing. */
  boolean isNeedlessAfter(String topic) {
    return undecided.remove(topic) && undecided.isEmpty() && !covers;
  }
}
