package io.pushchannel.bus;

import io.pushchannel.spi.ReaderNotifier;
import org.jspecify.annotations.Nullable;

/**
 * A feed's place in one topic's log. There may be no log, yet or any more, while the feed does not
 * wait; once it waits, there is one until it leaves. Guarded by the bus's lock.
 */
final class TopicPosition {

  private final String topic;
  private final TopicLogs logs;
  private @Nullable TopicLog log;
  private ReaderNotifier.@Nullable ReaderGroup group;

  /** The number of the last message of this topic that was read or is known to be lost. */
  private long after;

  /** Ordinal of the next message. */
  private long ordinal;

  TopicPosition(String topic, TopicLogs logs, long after) {
    this.topic = topic;
    this.logs = logs;
    this.after = after;
    find();
  }

  String topic() {
    return topic;
  }

  /** Looks the log up again, unless waiting for it keeps it where it is. */
  void refresh() {
    if (group == null && logs.find(topic) != log) {
      find();
    }
  }

  /** Returns true if messages were evicted before they were read. */
  boolean isLost() {
    return lostThrough() > after;
  }

  /** Continues with the retained messages. */
  void acceptLoss() {
    after = Math.max(after, lostThrough());
    ordinal = log == null ? 0 : Math.max(ordinal, log.first());
  }

  boolean hasNext() {
    return log != null && ordinal < log.end();
  }

  /** The number of the next message, of which there is one. */
  long nextSequence() {
    Segment segment = nextSegment();
    return segment.sequence(segment.index(ordinal));
  }

  /** The segment of the next message, of which there is one. */
  @SuppressWarnings("NullAway") // there is no next message without a log
  Segment nextSegment() {
    return log.segment(ordinal);
  }

  long ordinal() {
    return ordinal;
  }

  void advance(int messages, long lastSequence) {
    ordinal += messages;
    after = lastSequence;
  }

  /** Begins to wait: the group to be signalled with. */
  ReaderNotifier.ReaderGroup join(ReaderNotifier notifier) {
    TopicLog joined = logs.findOrCreate(topic);
    group = joined.readers().join(notifier);
    if (joined != log) {
      find();
    }
    return group;
  }

  /** Ends waiting: the group that was signalled, or null if it did not wait. */
  ReaderNotifier.@Nullable ReaderGroup leave(ReaderNotifier notifier) {
    ReaderNotifier.ReaderGroup left = group;
    if (left != null && log != null) {
      group = null;
      log.readers().leave(notifier);
      logs.settle(log);
    }
    return left;
  }

  private void find() {
    log = logs.find(topic);
    ordinal = log == null ? 0 : log.ordinalAfter(after);
  }

  private long lostThrough() {
    return log == null ? logs.lostThrough(topic) : log.lostThrough();
  }
}
