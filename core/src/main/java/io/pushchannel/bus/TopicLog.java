package io.pushchannel.bus;

import io.pushchannel.TopicRetention;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One topic's messages, oldest first, each at its ordinal: the first ever published stands at 0,
 * and eviction moves none. Guarded by the bus's lock.
 */
final class TopicLog {

  private final String topic;
  private final Memory memory;
  private final TopicRetention retention;
  private final List<Segment> segments = new ArrayList<>(1);
  private final Map<String, Long> keys = new HashMap<>(0);
  private final ReaderGroups readers = new ReaderGroups();
  private long first;
  private long end;
  private long bytes;
  private long lostThrough;

  /**
   * An empty log.
   *
   * @param lostThrough the number of the last message of this topic that is gone, or 0
   */
  TopicLog(String topic, long lostThrough, TopicRetention retention, Memory memory) {
    this.topic = topic;
    this.lostThrough = lostThrough;
    this.retention = retention;
    this.memory = memory;
  }

  /** Returns the readers that wait for messages. */
  ReaderGroups readers() {
    return readers;
  }

  String topic() {
    return topic;
  }

  /** The ordinal of the oldest message that is retained. */
  long first() {
    return first;
  }

  /** The ordinal that the next message will have. */
  long end() {
    return end;
  }

  boolean isEmpty() {
    return first == end;
  }

  long messages() {
    return end - first;
  }

  long bytes() {
    return bytes;
  }

  /** The number of the last message that is gone, or 0. */
  long lostThrough() {
    return lostThrough;
  }

  Entry oldest() {
    return segments.get(0).oldest();
  }

  /** Returns the message first published under {@code key}, or null if it is not retained. */
  @Nullable Entry published(String key) {
    Long sequence = keys.get(key);
    return sequence == null ? null : entry(sequence);
  }

  private Entry entry(long sequence) {
    long ordinal = ordinalAfter(sequence - 1);
    Segment segment = segment(ordinal);
    return segment.entry(segment.index(ordinal));
  }

  void append(Entry entry) {
    if (segments.isEmpty() || tail().isFull()) {
      segments.add(new Segment(topic, end, segmentCapacity(), memory));
    }
    tail().append(entry);
    if (entry.key() != null) {
      keys.put(entry.key(), entry.sequence());
    }
    bytes += entry.bytes();
    end++;
  }

  /** Evicts the oldest messages above the limits of this topic. */
  void evictOverLimits() {
    while (messages() > retention.messages() || bytes > retention.bytes()) {
      evictOldest();
    }
  }

  /** Returns the maximum age of a message, in milliseconds. */
  long maxAge() {
    return retention.age().toMillis();
  }

  private int segmentCapacity() {
    return Math.max(16, Math.min(512, retention.messages() / 4));
  }

  void evictOldest() {
    Segment segment = segments.get(0);
    Entry evicted = segment.evictOldest();
    lostThrough = evicted.sequence();
    if (evicted.key() != null) {
      keys.remove(evicted.key());
    }
    bytes -= evicted.bytes();
    first++;
    if (segment.isEmpty()) {
      segment.retire();
      segments.remove(0);
    }
  }

  /** Evicts the oldest messages whose encodings are freed together. */
  void evictSegment() {
    for (long stop = segments.get(0).end(); first < stop; ) {
      evictOldest();
    }
  }

  void evictAll() {
    while (!isEmpty()) {
      evictOldest();
    }
  }

  void freeEncodingsUnusedSince(long time) {
    segments.forEach(segment -> segment.freeUnusedSince(time));
  }

  /** The segment that holds {@code ordinal}, which is retained. Most readers are at the tail. */
  Segment segment(long ordinal) {
    int low = 0;
    int high = segments.size() - 1;
    if (tail().firstOrdinal() <= ordinal) {
      return tail();
    }
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (segments.get(middle).firstOrdinal() <= ordinal) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return segments.get(low);
  }

  /** The ordinal of the first retained message numbered after {@code sequence}, or the end. */
  long ordinalAfter(long sequence) {
    int low = 0;
    int high = segments.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (segments.get(middle).lastSequence() <= sequence) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low == segments.size()
        ? end
        : segments.get(low).firstOrdinal() + segments.get(low).indexAfter(sequence);
  }

  /** The number of the message at {@code ordinal}, which is retained. */
  long sequence(long ordinal) {
    Segment segment = segment(ordinal);
    return segment.sequence(segment.index(ordinal));
  }

  private Segment tail() {
    return segments.get(segments.size() - 1);
  }
}
