package io.pushchannel.bus;

import io.pushchannel.Retention;
import io.pushchannel.spi.ReaderNotifier;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All the topics of a bus, and the rule that keeps them within {@link Retention}. Guarded by the
 * bus's lock.
 */
final class TopicLogs {

  /** Milliseconds without a reader after which the encoding of a format is freed. */
  private static final long ENCODING_UNUSED = 60_000;

  /** The log of a topic with one message, without that message and the name, in bytes. */
  private static final int LOG_OVERHEAD = 440;

  /** Tombstones may take this part of all memory. */
  private static final int TOMBSTONES_PART = 8;

  private final Retention retention;
  private final Memory memory;
  private final Map<String, TopicLog> logs = new HashMap<>();

  /** Topics with messages, the least recently used first. */
  private final Map<String, TopicLog> holding = new LinkedHashMap<>(16, 0.75f, true);

  private final Tombstones tombstones;

  /** Topics that lost all their messages because of a limit other than age. */
  private long evictedTopics;

  TopicLogs(Retention retention, Memory memory) {
    this.retention = retention;
    this.memory = memory;
    this.tombstones = new Tombstones(retention.topics(), retention.totalBytes() / TOMBSTONES_PART);
  }

  @Nullable TopicLog find(String topic) {
    holding.get(topic); // counts as a use
    return logs.get(topic);
  }

  TopicLog findOrCreate(String topic) {
    TopicLog log = find(topic);
    if (log == null) {
      log = new TopicLog(topic, tombstones.remove(topic), retention.of(topic), memory);
      logs.put(topic, log);
    }
    return log;
  }

  /** The number of the last message that a topic without a log lost, or 0. */
  long lostThrough(String topic) {
    return tombstones.lostThrough(topic);
  }

  void append(TopicLog log, Entry entry) {
    log.append(entry);
    if (holding.put(log.topic(), log) == null) {
      memory.add(overhead(log));
    }
    log.evictOverLimits();
    while (holding.size() > retention.topics()) {
      TopicLog leastUsed = leastUsed();
      leastUsed.evictAll();
      evictedTopics++;
      settle(leastUsed);
    }
    evictOverTotal();
  }

  /** Brings memory, every format's encodings included, back under the bound on all of it. */
  void evictOverTotal() {
    while (memory.used() + tombstones.bytes() > retention.totalBytes() && !holding.isEmpty()) {
      TopicLog leastUsed = leastUsed();
      leastUsed.evictSegment();
      evictedTopics += leastUsed.isEmpty() ? 1 : 0;
      settle(leastUsed);
    }
  }

  /** Number of topics so far that lost all their messages because of a limit other than age. */
  long evictedTopics() {
    return evictedTopics;
  }

  /** Returns the topics with messages. */
  List<TopicLog> holding() {
    return new ArrayList<>(holding.values());
  }

  /**
   * Evicts messages that are too old at {@code now}, and frees encodings without readers.
   *
   * @param limit maximum number of messages to evict
   * @return the number of evicted messages; if it is the limit, there may be more
   */
  int expire(TopicLog log, long now, int limit) {
    long oldest = now - log.maxAge();
    int evicted = 0;
    while (evicted < limit && !log.isEmpty() && log.oldest().time() <= oldest) {
      log.evictOldest();
      evicted++;
    }
    log.freeEncodingsUnusedSince(now - ENCODING_UNUSED);
    settle(log);
    return evicted;
  }

  /** The waiting readers of all topics. */
  List<ReaderNotifier.ReaderGroup> readers() {
    return logs.values().stream()
        .flatMap(log -> Stream.of(log.readers().snapshot()))
        .collect(Collectors.toList());
  }

  void clear() {
    holding()
        .forEach(
            log -> {
              log.evictAll();
              settle(log);
            });
    logs.clear();
  }

  /** Forgets a topic that has neither messages nor readers, but for a tombstone. */
  void settle(TopicLog log) {
    if (!log.isEmpty()) {
      return;
    }
    if (holding.remove(log.topic(), log)) {
      memory.add(-overhead(log));
    }
    if (log.readers().isEmpty() && logs.remove(log.topic(), log) && log.lostThrough() > 0) {
      tombstones.add(log.topic(), log.lostThrough());
    }
  }

  private static int overhead(TopicLog log) {
    return LOG_OVERHEAD + log.topic().length();
  }

  private TopicLog leastUsed() {
    return holding.values().iterator().next();
  }

  /** Returns the number of topics with messages. */
  int topics() {
    return holding.size();
  }
}
