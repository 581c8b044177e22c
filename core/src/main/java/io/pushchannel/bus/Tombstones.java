package io.pushchannel.bus;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What remains of topics that are gone: the number of the last message each of them lost, so that
 * who had not seen it is told. Bounded: the oldest are merged into one number, which then holds for
 * every topic that is not known; that may announce a gap where nothing was lost, never the reverse.
 * Guarded by the bus's lock.
 */
final class Tombstones {

  private final int limit;
  private final Map<String, Long> lostThrough = new LinkedHashMap<>();
  private long merged;

  Tombstones(int limit) {
    this.limit = limit;
  }

  void add(String topic, long lost) {
    lostThrough.put(topic, lost);
    if (lostThrough.size() > limit) {
      var oldest = lostThrough.entrySet().iterator();
      merged = Math.max(merged, oldest.next().getValue());
      oldest.remove();
    }
  }

  /** The number of the last message that {@code topic} lost, or 0. */
  long lostThrough(String topic) {
    return lostThrough.getOrDefault(topic, merged);
  }

  /** The same, for a topic that is known again. */
  long remove(String topic) {
    Long lost = lostThrough.remove(topic);
    return lost == null ? merged : lost;
  }
}
