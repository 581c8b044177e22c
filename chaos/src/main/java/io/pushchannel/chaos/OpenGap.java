package io.pushchannel.chaos;

import io.pushchannel.Gap;
import java.util.Set;
import java.util.TreeSet;

/** A received gap, with the result of its check so far. */
final class OpenGap {

  private final Received.Gap received;
  private final BusPosition after;
  private final BusPosition resumed;

  /** The topics without a received message since the gap. */
  private final Set<String> undecided;

  private boolean covers;

  OpenGap(Received.Gap received, BusPosition after, BusPosition resumed, Set<String> topics) {
    this.received = received;
    this.after = after;
    this.resumed = resumed;
    this.undecided = new TreeSet<>(topics);
  }

  Gap gap() {
    return received.gap();
  }

  /** Returns the latest published message at the time of reception. */
  BusPosition head() {
    return received.head();
  }

  BusPosition resumed() {
    return resumed;
  }

  boolean isEviction() {
    return received.gap().reason() == Gap.Reason.EVICTED;
  }

  boolean spans(BusPosition position) {
    return position.isAfter(after) && !position.isAfter(resumed);
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
