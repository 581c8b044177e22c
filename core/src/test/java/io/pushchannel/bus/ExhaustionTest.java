package io.pushchannel.bus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pushchannel.Cursor;
import io.pushchannel.Retention;
import io.pushchannel.spi.Feed;
import io.pushchannel.spi.ReaderNotifier;
import io.pushchannel.wire.Position;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * A reader beyond the limits of a bus receives a gap, and the heap stays within the retention. A
 * tenth of the full sizes by default; {@code -Dendurance=full} for a million topics and keys.
 */
class ExhaustionTest {

  private static final boolean FULL = "full".equals(System.getProperty("endurance"));
  private static final int MANY = FULL ? 1_000_000 : 100_000;

  private final AtomicLong clock = new AtomicLong(1000);
  private MemoryBus bus = new MemoryBus(Retention.DEFAULT, clock::get);

  @AfterEach
  void close() {
    bus.close();
  }

  private void retain(Retention retention) {
    bus.close();
    bus = new MemoryBus(retention, clock::get);
  }

  private Cursor at(long sequence) {
    return new Position(bus.epoch(), sequence).toCursor();
  }

  private static long heap() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  @Test
  void aMillionTopicsTakeAsMuchHeapAsTheRetentionAllows() {
    long allowed = MANY * 250L; // every second one must go
    long before = heap();
    retain(Retention.builder().topics(MANY).totalBytes(allowed).build());
    for (int i = 0; i < MANY; i++) {
      bus.publish("topic-" + i, "text");
    }
    long taken = heap() - before;
    report("topics", taken);
    assertTrue(taken < allowed * 5 / 4, () -> allowed + " bytes allowed, " + taken + " taken");
    assertEquals(List.of("gap evicted"), new TextReader(bus, at(0), "topic-0").readAll());
    String last = "topic-" + (MANY - 1);
    assertEquals(List.of(last + "=text"), new TextReader(bus, Cursor.EARLIEST, last).readAll());
  }

  @Test
  void aShortMessageTakesLessHeapThanIsCounted() {
    retain(Retention.builder().messages(MANY).bytes(MANY * 200L).build());
    long before = heap();
    for (int i = 0; i < MANY; i++) {
      bus.publish("t", "a text with number " + (1_000_000 + i));
    }
    long each = (heap() - before) / MANY;
    report("a message", each);
    assertEquals(MANY, bus.statistics().messages());
    assertTrue(each < 150 && each < bus.bytes() / MANY, () -> each + " bytes a message");
  }

  @Test
  void aMillionKeysTakeAsMuchHeapAsTheirMessages() {
    long before = heap();
    retain(Retention.builder().totalBytes(8 << 20).build());
    for (int i = 0; i < MANY; i++) {
      bus.publish("t", "text", "key-" + i);
    }
    long taken = heap() - before;
    report("keys", taken);
    assertTrue(taken < 10 << 20, () -> taken + " bytes taken");
    var repeated = bus.publish("t", "text", "key-" + (MANY - 1)).toCompletableFuture().join();
    assertTrue(repeated.duplicate());
  }

  @Test
  void aMillionTopicsReadOneAfterAnotherLeaveNothing() {
    bus.publish("gone", "text");
    clock.addAndGet(Retention.DEFAULT.topicDefault().age().toMillis());
    bus.expire();
    long before = heap();
    ReaderNotifier notifier = new ReaderNotifier(Runnable::run);
    for (int i = 0; i < MANY; i++) {
      Feed feed = bus.open(Set.of("topic-" + i), Position.LATEST, TextReader.FORMAT, notifier);
      feed.onAvailable(() -> {});
      feed.close();
    }
    long taken = heap() - before;
    report("topics read one after another", taken);
    assertTrue(taken < 4 << 20, () -> taken + " bytes taken");
    assertEquals(List.of("gap evicted"), new TextReader(bus, at(0), "gone").readAll());
    assertEquals(List.of(), new TextReader(bus, at(0), "never-there").readAll());
  }

  @Test
  void aTopicThatSomeoneWaitsForTakesLessThanAKilobyte() {
    long before = heap();
    ReaderNotifier notifier = new ReaderNotifier(Runnable::run);
    List<Feed> open = new ArrayList<>();
    for (int reader = 0; reader < MANY / 64; reader++) {
      Set<String> topics = new HashSet<>();
      for (int i = 0; i < 64; i++) {
        topics.add("topic-" + reader + "-" + i);
      }
      Feed feed = bus.open(topics, Position.LATEST, TextReader.FORMAT, notifier);
      feed.onAvailable(() -> {});
      open.add(feed);
    }
    long each = (heap() - before) / MANY;
    report("a topic waited for", each);
    assertTrue(each < 1024, () -> each + " bytes a topic");
    open.forEach(Feed::close);
    assertEquals(List.of(), bus.logs().holding());
  }

  @Test
  void readersFarBehindCostACursorEach() {
    retain(Retention.builder().messages(1000).build());
    ReaderNotifier notifier = new ReaderNotifier(Runnable::run);
    List<Feed> behind = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      Feed feed = bus.open(Set.of("t"), Position.EARLIEST, TextReader.FORMAT, notifier);
      feed.onAvailable(() -> {});
      behind.add(feed);
    }
    for (int i = 0; i < 1000; i++) {
      bus.publish("t", "x".repeat(1000));
    }
    long before = heap();
    for (int i = 0; i < MANY; i++) {
      bus.publish("t", "x".repeat(100));
    }
    long taken = heap() - before;
    report("10,000 readers far behind", taken);
    assertTrue(taken < 4 << 20, () -> taken + " bytes taken");
    assertTrue(behind.stream().allMatch(Feed::hasGap));
  }

  @Test
  void tombstonesAreBoundedInMemoryToo() {
    retain(Retention.builder().topics(MANY).totalBytes(1 << 20).build());
    long before = heap();
    for (int i = 0; i < MANY; i++) {
      bus.publish("topic-" + i, "text");
    }
    long taken = heap() - before;
    report("tombstones", taken);
    assertTrue(taken < 3 << 20, () -> taken + " bytes taken");
  }

  @Test
  void topicsThatLostNothingPushNoTombstoneOut() {
    Tombstones tombstones = new Tombstones(2, 1 << 20);
    tombstones.add("a", 5);
    tombstones.add("b", 7);
    tombstones.add("c", 8);
    assertEquals(5, tombstones.lostThrough("a"));
    for (int i = 0; i < 100; i++) {
      tombstones.add("unknown-" + i, 5);
    }
    assertEquals(5, tombstones.lostThrough("never-there"));
    assertEquals(7, tombstones.lostThrough("b"));
    assertEquals(8, tombstones.remove("c"));
    assertEquals(131, tombstones.bytes());
  }

  @Test
  void whatIsTooOldGoesALittleAtATime() {
    retain(Retention.builder().age(Duration.ofHours(1)).build());
    for (int i = 0; i < 10_000; i++) {
      bus.publish(i % 2 == 0 ? "large" : "small-" + i, "text");
    }
    clock.addAndGet(Duration.ofHours(1).toMillis());
    Expiry expiry = new Expiry(bus.logs(), clock.get());
    int steps = 1;
    for (long bytes = bus.bytes(); expiry.step(); bytes = bus.bytes()) {
      steps++;
      long freed = bytes - bus.bytes();
      assertTrue(freed < 500 * 1024, () -> freed + " bytes freed in one step");
    }
    assertTrue(steps >= 20, steps + " steps");
    assertEquals(0, bus.bytes());
  }

  private static void report(String what, long bytes) {
    System.out.printf("%,d %s: %,d bytes of heap%n", MANY, what, bytes);
  }
}
