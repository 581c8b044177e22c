package io.pushchannel.bus;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A feed's places in the logs of its topics, merged by number: each turn is a run of one topic's
 * messages, up to where another's comes. Confined to the feed's loop; what looks at the logs is
 * guarded by the bus's lock as well.
 */
final class MergedPositions {

  private final List<TopicPosition> all = new ArrayList<>(1);
  private long turnEnd;

  void add(TopicPosition reading) {
    all.add(reading);
  }

  void remove(TopicPosition reading) {
    all.remove(reading);
  }

  /** Returns the position of {@code topic}, or null. Needs no lock. */
  @Nullable TopicPosition of(String topic) {
    for (TopicPosition reading : all) {
      if (reading.topic().equals(topic)) {
        return reading;
      }
    }
    return null;
  }

  /** Returns the number of topics. Needs no lock. */
  int size() {
    return all.size();
  }

  /** Needs no lock itself. */
  void forEach(Consumer<TopicPosition> action) {
    all.forEach(action);
  }

  /**
   * Continues with the retained messages. Returns true if messages were lost before they were read.
   */
  boolean acceptLosses() {
    boolean lost = false;
    for (int i = 0; i < all.size(); i++) {
      TopicPosition reading = all.get(i);
      reading.refresh();
      if (reading.isLost()) {
        reading.acceptLoss();
        lost = true;
      }
    }
    return lost;
  }

  boolean hasNext() {
    for (int i = 0; i < all.size(); i++) {
      if (all.get(i).hasNext()) {
        return true;
      }
    }
    return false;
  }

  /** The one whose turn it is, up to {@link #turnEnd}; null if there is no message. */
  @Nullable TopicPosition next() {
    TopicPosition next = null;
    long smallest = Long.MAX_VALUE;
    turnEnd = Long.MAX_VALUE;
    for (int i = 0; i < all.size(); i++) {
      TopicPosition reading = all.get(i);
      if (reading.hasNext()) {
        long sequence = reading.nextSequence();
        turnEnd = Math.min(turnEnd, Math.max(sequence, smallest));
        next = sequence < smallest ? reading : next;
        smallest = Math.min(sequence, smallest);
      }
    }
    return next;
  }

  /** The number up to which the turn of {@link #next} goes. */
  long turnEnd() {
    return turnEnd;
  }

  /** Returns the position before the next message, or {@code head} if no message follows. */
  long beforeNext(long head) {
    TopicPosition next = next();
    return next == null ? head : next.nextSequence() - 1;
  }
}
