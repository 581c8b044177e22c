package io.pushchannel.bus;

import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * One round of eviction by age over all topics that hold messages, a little at a time, so that no
 * publisher or reader waits long for the bus's lock, which guards it.
 */
final class Expiry {

  /** Maximum number of topics examined, or messages evicted, while the lock is held. */
  private static final int STEP = 500;

  private final TopicLogs logs;
  private final Iterator<TopicLog> topics;
  private final long now;
  private @Nullable TopicLog unfinished;

  /** A round over the topics that hold messages at {@code now}. */
  Expiry(TopicLogs logs, long now) {
    this.logs = logs;
    this.topics = logs.holding().iterator();
    this.now = now;
  }

  /** Performs one step. Returns true if there is more to do. */
  boolean step() {
    int left = STEP;
    while (left > 0 && hasNext()) {
      TopicLog log = unfinished == null ? topics.next() : unfinished;
      int evicted = logs.expire(log, now, left);
      unfinished = evicted == left ? log : null;
      left -= 1 + evicted;
    }
    return hasNext();
  }

  private boolean hasNext() {
    return unfinished != null || topics.hasNext();
  }
}
