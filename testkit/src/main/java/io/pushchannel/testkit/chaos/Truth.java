package io.pushchannel.testkit.chaos;

import io.pushchannel.Cursor;
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
 * All that the buses of a run have numbered, taken down as it was published. A message is taken
 * down after the bus has it, so a reader may hear it a moment before it is here. From any thread.
 */
final class Truth {

  /**
   * A message.
   *
   * @param hash of its text
   * @param key it was published under, or null
   */
  record Published(int hash, @Nullable String key) {}

  private final List<String> epochs = new CopyOnWriteArrayList<>();
  private final Map<String, NavigableMap<Place, Published>> topics = new ConcurrentHashMap<>();
  private volatile Place head = new Place(0, 0);
  private final AtomicLong count = new AtomicLong();

  /** Another bus takes over. */
  void begin(String epoch) {
    epochs.add(epoch);
  }

  void add(String topic, Cursor id, String data, @Nullable String key) {
    Place place = place(id);
    if (place == null) {
      throw new IllegalStateException("expected an id of a bus that is known, got " + id);
    }
    messages(topic).put(place, new Published(data.hashCode(), key));
    count.incrementAndGet();
    raiseHead(place);
  }

  /** The latest message of all. */
  Place head() {
    return head;
  }

  long count() {
    return count.get();
  }

  /** Where a cursor stands; null if it is of no bus of this run, or no place. */
  @Nullable Place place(Cursor cursor) {
    int bus = epochs.indexOf(cursor.epoch());
    return bus < 0 || cursor.sequence() < 0 ? null : new Place(bus, cursor.sequence());
  }

  /** Those of {@code topic}. */
  NavigableMap<Place, Published> of(String topic) {
    return Collections.unmodifiableNavigableMap(messages(topic));
  }

  /** Those of {@code topic} after {@code from}, up to and with {@code to}. */
  NavigableMap<Place, Published> between(String topic, Place from, Place to) {
    return to.isAfter(from)
        ? of(topic).subMap(from, false, to, true)
        : Collections.emptyNavigableMap();
  }

  private synchronized void raiseHead(Place place) {
    head = place.isAfter(head) ? place : head;
  }

  private NavigableMap<Place, Published> messages(String topic) {
    return topics.computeIfAbsent(topic, none -> new ConcurrentSkipListMap<>());
  }
}
