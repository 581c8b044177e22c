package io.pushchannel.spi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pushchannel.Cursor;
import io.pushchannel.MessageBus;
import io.pushchannel.Retention;
import io.pushchannel.bus.MemoryBus;
import io.pushchannel.wire.Block;
import io.pushchannel.wire.Position;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BatchFormatTest {

  private final MemoryBus bus =
      (MemoryBus) MessageBus.inMemory(Retention.builder().messages(5000).build());
  private final ReaderNotifier notifier = new ReaderNotifier(Runnable::run);

  @AfterEach
  void close() {
    bus.close();
  }

  private Feed feed(Cursor after, String... topics) {
    return bus.open(Set.of(topics), Position.of(after), BatchFormat.INSTANCE, notifier);
  }

  private static Batch read(Feed feed, int limit) throws IOException {
    return Batch.parse(BatchFormat.read(feed, limit));
  }

  @Test
  void theBytesAreAsTheProtocolShowsThem() {
    bus.publish("prices", "\"quoted\"\n\u20ac");
    String epoch = bus.epoch();
    assertEquals(
        ("{'cursor':'" + epoch + "-1','messages':[{'id':'" + epoch + "-1','topic':'prices',")
                .replace('\'', '"')
            + "\"data\":\"\\\"quoted\\\"\\n\u20ac\"}]}",
        new String(BatchFormat.read(feed(Cursor.EARLIEST, "prices"), 10), StandardCharsets.UTF_8));
  }

  @Test
  void nothingNewIsAnEmptyBatchWithTheCursorAskedFor() throws IOException {
    Cursor first = bus.publish("t", "1").toCompletableFuture().join().id();
    bus.publish("other", "2");
    Batch batch = read(feed(first, "t"), 10);
    assertEquals(0, batch.messages().size());
    assertEquals(first, batch.cursor());
  }

  @Test
  void aLimitCutsAndTheNextBatchGoesOn() throws IOException {
    for (int i = 0; i < 25; i++) {
      bus.publish(i % 2 == 0 ? "a" : "b", "" + i);
    }
    Feed feed = feed(Cursor.EARLIEST, "a", "b");
    int next = 0;
    for (int size : new int[] {10, 10, 5, 0}) {
      Batch batch = read(feed, 10);
      assertEquals(size, batch.messages().size());
      for (var message : batch.messages()) {
        assertEquals("" + next++, message.data());
      }
      assertEquals(new Position(bus.epoch(), next).toCursor(), batch.cursor());
    }
  }

  @Test
  void aBatchIsFullAtOneMebibyteAndALargeMessageIsGivenAllTheSame() throws IOException {
    for (int i = 0; i < 4; i++) {
      bus.publish("t", "x".repeat(400_000));
    }
    bus.publish("t", "y".repeat(3 << 20));
    Feed feed = feed(Cursor.EARLIEST, "t");
    assertEquals(3, read(feed, 1000).messages().size());
    assertEquals(3 << 20, read(feed, 1000).messages().get(1).data().length());
  }

  @Test
  void aGapBeginsABatch() throws IOException {
    bus.publish("t", "1");
    Batch batch = read(feed(Cursor.parse("another-7"), "t"), 10);
    assertNotNull(batch.gap());
    assertEquals(Cursor.parse("another-7"), batch.gap().after());
    assertEquals(1, batch.messages().size());
  }

  @Test
  void aGapMetLaterBeginsTheNextBatch() throws IOException {
    bus.close();
    MemoryBus small = (MemoryBus) MessageBus.inMemory(Retention.builder().messages(2).build());
    try (small;
        Feed feed = small.open(Set.of("t"), Position.LATEST, BatchFormat.INSTANCE, notifier)) {
      small.publish("t", "1");
      assertNull(read(feed, 10).gap());
      for (int i = 2; i < 9; i++) {
        small.publish("t", "" + i);
      }
      Batch batch = read(feed, 10);
      assertNotNull(batch.gap());
      assertEquals("7", batch.messages().get(0).data());
      Position first = Position.of(batch.messages().get(0).id());
      assertTrue(first.isAfter(Position.of(batch.gap().resumed())));
    }
  }

  @Test
  void everyBlockIsGivenBack() throws IOException {
    for (int i = 0; i < 100; i++) {
      bus.publish("t", "text");
    }
    Feed feed = feed(Cursor.EARLIEST, "t");
    read(feed, 7);
    Block block = feed.block();
    read(feed, 1000);
    bus.close(); // ends the log's own hold, the only one left
    assertThrows(IllegalStateException.class, block::release);
  }
}
