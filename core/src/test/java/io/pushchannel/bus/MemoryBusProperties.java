package io.pushchannel.bus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pushchannel.Cursor;
import io.pushchannel.Gap;
import io.pushchannel.Retention;
import io.pushchannel.spi.Feed;
import io.pushchannel.wire.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Readers against a plain list of all that was ever published. */
class MemoryBusProperties {

  private static final String[] TOPICS = {"a", "b", "c"};

  /**
   * Whatever is published, read and evicted in whatever order: a reader receives every message of
   * its topics in order, but for those that a gap covers.
   */
  @Property(tries = 300)
  void everyMessageIsReadOnceOrCoveredByAGap(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 40) int retained) {
    Random random = new Random(seed);
    Retention retention = Retention.builder().messages(retained).build();
    try (MemoryBus bus = new MemoryBus(retention, () -> 0)) {
      TextReader reader = new TextReader(bus, Cursor.LATEST, "a", "b");
      List<Integer> published = new ArrayList<>();
      Received received = new Received();
      for (int step = 0; step < 300; step++) {
        if (random.nextInt(3) > 0) {
          String topic = TOPICS[random.nextInt(TOPICS.length)];
          var id =
              bus.publish(topic, "x".repeat(random.nextInt(40))).toCompletableFuture().join().id();
          if (!topic.equals("c")) {
            published.add((int) Position.of(id).sequence());
          }
        } else {
          received.read(reader.feed, 1 + random.nextInt(200), 1 + random.nextInt(20));
        }
      }
      received.readAll(reader.feed);
      assertEquals(published.size(), received.delivered + received.covered(published));
      assertTrue(received.everyGapWasBeforeAMessage);
    }
  }

  /** A cursor taken anywhere resumes with exactly what follows it. */
  @Property(tries = 100)
  void anyCursorResumesWithWhatFollowsIt(@ForAll long seed) {
    Random random = new Random(seed);
    try (MemoryBus bus = new MemoryBus(Retention.DEFAULT, () -> 0)) {
      List<String> all = new ArrayList<>();
      for (int i = 0; i < 1 + random.nextInt(2000); i++) {
        String topic = TOPICS[random.nextInt(TOPICS.length)];
        bus.publish(topic, "" + i);
        all.add(topic + "=" + i);
      }
      int place = random.nextInt(all.size() + 1);
      TextReader reader = new TextReader(bus, new Position(bus.epoch(), place).toCursor(), TOPICS);
      assertEquals(
          all.subList(place, all.size()),
          reader.readAll(1 + random.nextInt(5000), 1 + random.nextInt(100)));
    }
  }

  /** What a reader received, by number. */
  private static final class Received {
    private final List<long[]> gaps = new ArrayList<>();
    private int delivered;
    private long position;
    private boolean everyGapWasBeforeAMessage = true;

    void readAll(Feed feed) {
      while (read(feed, 1000, 1000) != 0) {
        // until there is no more
      }
    }

    int read(Feed feed, int maxBytes, int maxMessages) {
      int read = feed.read(maxBytes, maxMessages);
      if (read == Feed.GAP) {
        Gap gap = feed.takeGap();
        gaps.add(
            new long[] {
              Position.of(gap.after()).sequence(), Position.of(gap.resumed()).sequence()
            });
      } else if (read > 0) {
        feed.block().release();
        delivered += read;
        everyGapWasBeforeAMessage &= feed.cursor().sequence() > position;
      }
      position = feed.cursor().sequence();
      return read;
    }

    /**
     * How many are missing and may be: those lost on one topic while another went on are numbered
     * below a later gap's end.
     */
    int covered(List<Integer> published) {
      long end = gaps.stream().mapToLong(gap -> gap[1]).max().orElse(0);
      int missing = published.size() - delivered;
      long coverable = published.stream().filter(sequence -> sequence <= end).count();
      return (int) Math.min(missing, coverable);
    }
  }
}
