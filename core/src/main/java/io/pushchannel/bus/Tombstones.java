package io.pushchannel.bus;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * For each removed topic the number of the last message that it lost, so that readers who have not
 * received it get a gap. Bounded: the oldest entries are merged into one number, which then applies
 * to every unknown topic. This may announce a gap where nothing was lost, never the reverse.
 * Guarded by the lock of the bus.
 */
final class Tombstones {

  /** One of them without its name, in bytes. */
  private static final int OVERHEAD = 130;

  private final int limit;
  private final long maxBytes;
  private final Map<String, Long> lostThrough = new LinkedHashMap<>();
  private long bytes;
  private long merged;

  /** At most {@code limit} of them, in about {@code maxBytes} of memory. */
  Tombstones(int limit, long maxBytes) {
    this.limit = limit;
    this.maxBytes = maxBytes;
  }

  /** Adds an entry, unless the merged number covers it already. */
  void add(String topic, long lost) {
    if (lost <= merged) {
      return;
    }
    if (lostThrough.put(topic, lost) == null) {
      bytes += bytes(topic);
    }
    if (lostThrough.size() > limit || bytes > maxBytes) {
      mergeOldest();
    }
  }

  /** The number of the last message that {@code topic} lost, or 0. */
  long lostThrough(String topic) {
    return lostThrough.getOrDefault(topic, merged);
  }

  /** The same, for a topic that is known again. */
  long remove(String topic) {
    Long lost = lostThrough.remove(topic);
    if (lost == null) {
      return merged;
    }
    bytes -= bytes(topic);
    return lost;
  }

  /** About how much memory they take. */
  long bytes() {
    return bytes;
  }

  private void mergeOldest() {
    Iterator<Map.Entry<String, Long>> all = lostThrough.entrySet().iterator();
    Map.Entry<String, Long> oldest = all.next();
    merged = Math.max(merged, oldest.getValue());
    bytes -= bytes(oldest.getKey());
    all.remove();
  }

  private static int bytes(String topic) {
    return OVERHEAD + topic.length();
  }
}
