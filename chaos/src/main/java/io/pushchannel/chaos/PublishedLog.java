package io.pushchannel.chaos;

import io.pushchannel.Cursor;
import io.pushchannel.wire.Position;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The log of all published messages of a run. A message is added after the bus has accepted it, so
 * a reader may receive it shortly before. Thread-safe.
 */
final class PublishedLog {

  /**
   * A published message.
   *
   * @param hash hash of its text
   * @param key its idempotency key, or null
   */
  record Published(int hash, @Nullable String key) {}

  private final List<String> epochs = new CopyOnWriteArrayList<>();
  private final Map<String, NavigableMap<BusPosition, Published>> topics =
      new ConcurrentHashMap<>();
  private volatile BusPosition head = new BusPosition(0, 0);
  private final AtomicLong count = new AtomicLong();

  /** Adds a bus with the given epoch. */
  void begin(String epoch) {
    epochs.add(epoch);
  }

  void add(String topic, Cursor id, String data, @Nullable String key) {
    BusPosition position = position(id);
    if (position == null) {
      throw new IllegalStateException("id must belong to a bus of this run, was " + id);
    }
    messages(topic).put(position, new Published(data.hashCode(), key));
    count.incrementAndGet();
    raiseHead(position);
  }

  /** Returns the position of the latest message. */
  BusPosition head() {
    return head;
  }

  long count() {
    return count.get();
  }

  /** Returns the position of a cursor, or null if it belongs to no bus or has no position. */
  @Nullable BusPosition position(Cursor cursor) {
    Position position = Position.of(cursor);
    int bus = epochs.indexOf(position.epoch());
    return bus < 0 || !position.isNumbered() ? null : new BusPosition(bus, position.sequence());
  }

  /** Returns a live view of the messages of {@code topic}. */
  NavigableMap<BusPosition, Published> of(String topic) {
    return Collections.unmodifiableNavigableMap(messages(topic));
  }

  /** Returns the messages of {@code topic} after {@code from}, up to and including {@code to}. */
  NavigableMap<BusPosition, Published> between(String topic, BusPosition from, BusPosition to) {
    return to.isAfter(from)
        ? of(topic).subMap(from, false, to, true)
        : Collections.emptyNavigableMap();
  }

  private synchronized void raiseHead(BusPosition position) {
    head = position.isAfter(head) ? position : head;
  }

  private NavigableMap<BusPosition, Published> messages(String topic) {
    return topics.computeIfAbsent(topic, none -> new ConcurrentSkipListMap<>());
  }
}
