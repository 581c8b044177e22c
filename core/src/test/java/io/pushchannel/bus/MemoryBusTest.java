package io.pushchannel.bus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pushchannel.Cursor;
import io.pushchannel.Gap;
import io.pushchannel.IdempotencyKeyException;
import io.pushchannel.PublishResult;
import io.pushchannel.Retention;
import io.pushchannel.spi.Feed;
import io.pushchannel.spi.ReaderNotifier;
import io.pushchannel.wire.Position;
import io.pushchannel.wire.WireLimits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MemoryBusTest {

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

  private PublishResult publish(String topic, String data) {
    return bus.publish(topic, data).toCompletableFuture().join();
  }

  private PublishResult publish(String topic, String data, String key) {
    return bus.publish(topic, data, key).toCompletableFuture().join();
  }

  private Cursor at(long sequence) {
    return new Position(bus.epoch(), sequence).toCursor();
  }

  @Test
  void everyMessageOfEveryTopicGetsTheNextNumber() {
    assertEquals(at(1), publish("a", "x").id());
    assertEquals(at(2), publish("b", "x").id());
    assertEquals(at(3), publish("a", "x").id());
  }

  @Test
  void latestReadsOnlyWhatComesFromNow() {
    publish("a", "before");
    TextReader reader = new TextReader(bus, Cursor.LATEST, "a");
    assertEquals(at(1), reader.feed.asked().toCursor());
    assertEquals(List.of(), reader.readAll());
    publish("a", "after");
    assertEquals(List.of("a=after"), reader.readAll());
    assertEquals(at(2), reader.feed.cursor().toCursor());
  }

  @Test
  void earliestReadsAllThatIsRetainedWithoutAGap() {
    publish("other", "0");
    publish("a", "1");
    publish("a", "2");
    TextReader reader = new TextReader(bus, Cursor.EARLIEST, "a");
    assertEquals(at(1), reader.feed.asked().toCursor());
    assertEquals(List.of("a=1", "a=2"), reader.readAll());
  }

  @Test
  void aCursorResumesAfterItsMessage() {
    publish("a", "1");
    Cursor second = publish("a", "2").id();
    publish("a", "3");
    assertEquals(List.of("a=3"), new TextReader(bus, second, "a").readAll());
  }

  @Test
  void severalTopicsMergeInTheOrderOfTheirNumbers() {
    List<String> expected = new ArrayList<>();
    String topics = "aabcabbbcacbaaacccb";
    for (int i = 0; i < topics.length(); i++) {
      publish(topics.substring(i, i + 1), "" + i);
      expected.add(topics.charAt(i) + "=" + i);
    }
    assertEquals(expected, new TextReader(bus, Cursor.EARLIEST, "a", "b", "c").readAll());
    assertEquals(expected, new TextReader(bus, Cursor.EARLIEST, "a", "b", "c").readAll(1, 1));
  }

  @Test
  void otherTopicsDoNotMoveTheCursor() {
    Cursor after = publish("a", "1").id();
    TextReader reader = new TextReader(bus, after, "a");
    publish("b", "2");
    assertEquals(List.of(), reader.readAll());
    assertEquals(after, reader.feed.cursor().toCursor());
  }

  @Test
  void aCursorOfAnotherEpochIsAnsweredByAGapAndAllThatIsRetained() {
    publish("x", "1");
    publish("a", "2");
    TextReader reader = new TextReader(bus, Cursor.parse("deadbeef-7"), "a");
    assertEquals(Cursor.parse("deadbeef-7"), reader.feed.asked().toCursor());
    assertEquals(Feed.GAP, reader.feed.read(100, 100));
    assertEquals(
        new Gap(Cursor.parse("deadbeef-7"), at(1), Gap.Reason.EPOCH), reader.feed.takeGap());
    assertNull(reader.feed.takeGap());
    assertEquals(List.of("a=2"), reader.readAll());
  }

  @Test
  void textThatIsNoCursorIsAnsweredByAGapWithThatText() {
    TextReader reader = new TextReader(bus, Cursor.ofPeer("what?"), "a");
    Gap gap = reader.feed.takeGap();
    assertEquals("what?", gap.after().toString());
    assertEquals(new Gap(gap.after(), at(0), Gap.Reason.EPOCH), gap);
  }

  @Test
  void aCursorAheadOfTheLogIsAnsweredByAGap() {
    publish("a", "1");
    TextReader reader = new TextReader(bus, at(2), "a");
    assertEquals(List.of("gap ahead", "a=1"), reader.readAll());
  }

  @Test
  void moreMessagesThanAreRetainedEvictTheOldest() {
    retain(Retention.builder().messages(3).build());
    for (int i = 1; i <= 5; i++) {
      publish("a", "" + i);
    }
    assertEquals(List.of("a=3", "a=4", "a=5"), new TextReader(bus, Cursor.EARLIEST, "a").readAll());
    assertEquals(
        List.of("gap evicted", "a=3", "a=4", "a=5"), new TextReader(bus, at(1), "a").readAll());
    assertEquals(List.of("a=3", "a=4", "a=5"), new TextReader(bus, at(2), "a").readAll());
  }

  @Test
  void aReaderThatFallsBehindIsToldOnceBeforeTheNextMessage() {
    retain(Retention.builder().messages(2).build());
    TextReader reader = new TextReader(bus, Cursor.LATEST, "a");
    publish("a", "1");
    assertEquals(List.of("a=1"), reader.readAll());
    for (int i = 2; i <= 9; i++) {
      publish("a", "" + i);
    }
    assertEquals(Feed.GAP, reader.feed.read(100, 100));
    assertEquals(new Gap(at(1), at(7), Gap.Reason.EVICTED), reader.feed.takeGap());
    assertEquals(List.of("a=8", "a=9"), reader.readAll());
    publish("a", "10");
    assertEquals(List.of("a=10"), reader.readAll());
  }

  @Test
  void aLossOnOneTopicDoesNotHideWhatAnotherRetains() {
    retain(Retention.builder().messages(1).build());
    TextReader reader = new TextReader(bus, Cursor.LATEST, "a", "b");
    publish("b", "1");
    publish("a", "2");
    publish("a", "3");
    assertEquals(List.of("gap evicted", "b=1", "a=3"), reader.readAll());
  }

  @Test
  void messagesGoWhenTheyAreTooOld() {
    retain(Retention.builder().age(Duration.ofSeconds(10)).build());
    TextReader reader = new TextReader(bus, Cursor.LATEST, "a");
    publish("a", "old");
    clock.addAndGet(6_000);
    publish("a", "young");
    clock.addAndGet(5_000);
    bus.expire();
    assertEquals(List.of("gap evicted", "a=young"), reader.readAll());
  }

  @Test
  void theBytesOfATopicAreBounded() {
    retain(Retention.builder().bytes(10_000).build());
    for (int i = 0; i < 100; i++) {
      publish("a", "x".repeat(350));
    }
    assertEquals(20, new TextReader(bus, Cursor.EARLIEST, "a").readAll().size());
  }

  @Test
  void aTextLargerThanHalfOfWhatIsRetainedIsRefused() {
    retain(Retention.builder().bytes(1000).build());
    var failure = assertThrows(IllegalArgumentException.class, () -> publish("a", "x".repeat(501)));
    assertEquals(
        "data must have at most 500 bytes, half of Retention.bytes and of totalBytes, had 501",
        failure.getMessage());
  }

  @Test
  void aTextThatNoClientAcceptsOnceEncodedIsRefused() {
    retain(Retention.builder().bytes(256 << 20).totalBytes(256 << 20).build());
    assertLargest("\u0001", 6); // JSON: backslash, u and four digits
    assertLargest("\"", 2);
    assertLargest("\\", 2);
    assertLargest("x", 1);
    assertLargest("\u00e9", 2);
    assertLargest("\u4e2d", 3);
    assertLargest("\ud83d\ude00", 4);
    assertLargest("\n", 7); // SSE: a line feed and the field "data: "
    assertLargest("\r\n", 7);
  }

  private void assertLargest(String piece, int encodedBytes) {
    int most = WireLimits.ENCODED / encodedBytes;
    publish("a", piece.repeat(most));
    var failure =
        assertThrows(IllegalArgumentException.class, () -> publish("a", piece.repeat(most + 1)));
    assertEquals(
        "data must encode to at most "
            + WireLimits.ENCODED
            + " bytes of JSON and of server-sent events, which is what clients accept, was "
            + encodedBytes * (most + 1L),
        failure.getMessage());
  }

  @Test
  void theNumberOfTopicsIsBoundedAndTheLeastRecentlyUsedGoesFirst() {
    retain(Retention.builder().topics(2).build());
    publish("a", "1");
    publish("b", "2");
    publish("a", "3");
    publish("c", "4");
    assertEquals(List.of("gap evicted"), new TextReader(bus, at(1), "b").readAll());
    assertEquals(List.of("a=1", "a=3"), new TextReader(bus, Cursor.EARLIEST, "a").readAll());
  }

  @Test
  void aMillionTopicsStayWithinTheBoundOnAllMemory() {
    retain(Retention.builder().topics(1_000_000).totalBytes(1 << 20).build());
    for (int i = 0; i < 1_000_000; i++) {
      bus.publish("topic-" + i, "text");
    }
    assertTrue(bus.bytes() <= 1 << 20, () -> bus.bytes() + " bytes");
    assertEquals(
        List.of("topic-999999=text"),
        new TextReader(bus, Cursor.EARLIEST, "topic-999999").readAll());
  }

  @Test
  void encodingsCountTowardsTheBoundOnAllMemory() {
    retain(Retention.builder().totalBytes(200_000).build());
    for (int topic = 0; topic < 100; topic++) {
      for (int i = 0; i < 10; i++) {
        publish("topic-" + topic, "x".repeat(100));
      }
      new TextReader(bus, Cursor.EARLIEST, "topic-" + topic).readAll();
      assertTrue(bus.bytes() <= 200_000, () -> bus.bytes() + " bytes");
    }
  }

  @Test
  void memoryIsBackWhereItWasWhenAllHasExpired() {
    for (int i = 0; i < 1000; i++) {
      publish("topic-" + i % 10, "x".repeat(1000));
    }
    new TextReader(bus, Cursor.EARLIEST, "topic-0", "topic-1").readAll();
    clock.addAndGet(Retention.DEFAULT.topicDefault().age().toMillis());
    bus.expire();
    assertEquals(0, bus.bytes());
  }

  @Test
  void aTopicThatCameAndWentIsStillAGapToWhoMissedIt() {
    publish("a", "1");
    clock.addAndGet(Retention.DEFAULT.topicDefault().age().toMillis());
    bus.expire();
    assertEquals(List.of("gap evicted"), new TextReader(bus, at(0), "a").readAll());
    assertEquals(List.of(), new TextReader(bus, at(1), "a").readAll());
    publish("a", "2");
    assertEquals(List.of("gap evicted", "a=2"), new TextReader(bus, at(0), "a").readAll());
  }

  @Test
  void theSameKeyOnTheSameTopicIsOneMessage() {
    PublishResult first = publish("a", "1", "k");
    assertFalse(first.duplicate());
    assertEquals(new PublishResult(first.id(), true), publish("a", "1", "k"));
    assertFalse(publish("b", "1", "k").duplicate());
    assertEquals(List.of("a=1"), new TextReader(bus, Cursor.EARLIEST, "a").readAll());
  }

  @Test
  void aKeyBelongsToOneText() {
    retain(Retention.builder().messages(100).build());
    for (int i = 0; i < 30; i++) {
      publish("a", "filler " + i);
    }
    Cursor first = publish("a", "one\r\npizza", "k").id();
    for (int i = 0; i < 90; i++) {
      publish("a", "filler " + i, "k" + i);
    }
    for (String same : List.of("one\npizza", "one\rpizza", "one\r\npizza")) {
      assertEquals(new PublishResult(first, true), publish("a", same, "k"));
    }
    var failure = assertThrows(CompletionException.class, () -> publish("a", "two pizzas", "k"));
    var conflict = assertInstanceOf(IdempotencyKeyException.class, failure.getCause());
    assertEquals(IdempotencyKeyException.Reason.OTHER_TEXT, conflict.reason());
    assertEquals(
        "key \"k\" on topic a belongs to message "
            + first
            + ", which has another text; publish this text under a new key",
        conflict.getMessage());
    assertFalse(publish("b", "two pizzas", "k").duplicate());
    for (int i = 0; i < 100; i++) {
      publish("a", "filler " + i);
    }
    assertFalse(publish("a", "two pizzas", "k").duplicate(), "the first message is evicted");
  }

  @Test
  void aKeyIsForgottenWithItsMessage() {
    retain(Retention.builder().messages(1).build());
    publish("a", "1", "k");
    publish("a", "2");
    assertFalse(publish("a", "3", "k").duplicate());
  }

  @Test
  void lineEndsBecomeLineFeeds() {
    publish("a", "1\r\n2\r3\n4");
    TextReader reader = new TextReader(bus, Cursor.EARLIEST, "a");
    reader.feed.read(100, 100);
    byte[] bytes = new byte[reader.feed.length()];
    reader.feed.block().bytes().get(reader.feed.offset(), bytes);
    assertEquals("a=1\n2\n3\n4\n", new String(bytes, java.nio.charset.StandardCharsets.UTF_8));
  }

  @Test
  void halfASurrogatePairIsRefused() {
    for (String text : List.of("x\ud800", "\udc00x", "\ud83d\ud83d\ude00")) {
      var failure = assertThrows(IllegalArgumentException.class, () -> publish("a", text));
      assertTrue(failure.getMessage().startsWith("data must be valid Unicode"), failure::toString);
    }
    publish("a", "\ud83d\ude00");
  }

  @Test
  void aWaitingReaderIsToldOncePerBurst() {
    List<Runnable> loop = new ArrayList<>();
    TextReader reader = new TextReader(bus, new ReaderNotifier(loop::add), Cursor.LATEST, "a");
    AtomicInteger delivered = new AtomicInteger();
    reader.feed.onAvailable(delivered::incrementAndGet);
    publish("a", "1");
    publish("a", "2");
    publish("b", "3");
    assertEquals(1, loop.size());
    loop.remove(0).run();
    assertEquals(1, delivered.get());
    reader.feed.close();
    publish("a", "4");
    assertEquals(List.of(), loop);
  }

  @Test
  void whoBeginsToWaitTooLateIsToldAllTheSame() {
    TextReader reader = new TextReader(bus, Cursor.LATEST, "a");
    publish("a", "1");
    AtomicInteger delivered = new AtomicInteger();
    reader.feed.onAvailable(delivered::incrementAndGet);
    assertEquals(1, delivered.get());
    assertTrue(reader.feed.isAvailable());
    assertEquals(List.of("a=1"), reader.readAll());
    assertFalse(reader.feed.isAvailable());
  }

  @Test
  void whoComesBackToMessagesIsTheOnlyOneToldAndNotOnceGone() {
    List<Runnable> loop = new ArrayList<>();
    ReaderNotifier notifier = new ReaderNotifier(loop::add);
    TextReader waiting = new TextReader(bus, notifier, Cursor.LATEST, "a");
    AtomicInteger toldWaiting = new AtomicInteger();
    waiting.feed.onAvailable(toldWaiting::incrementAndGet);
    publish("a", "1");
    loop.remove(0).run();
    TextReader back = new TextReader(bus, notifier, Cursor.EARLIEST, "a");
    AtomicInteger toldBack = new AtomicInteger();
    back.feed.onAvailable(toldBack::incrementAndGet);
    loop.remove(0).run();
    assertEquals(1, toldBack.get());
    assertEquals(1, toldWaiting.get());
    back.feed.onAvailable(toldBack::incrementAndGet);
    back.feed.close();
    loop.remove(0).run();
    assertEquals(1, toldBack.get());
  }

  @Test
  void subscribingReadsFromThenOnAndUnsubscribingNoMore() {
    TextReader reader = new TextReader(bus, Cursor.LATEST, "a");
    AtomicInteger delivered = new AtomicInteger();
    reader.feed.onAvailable(delivered::incrementAndGet);
    publish("b", "before");
    reader.feed.subscribe("b");
    publish("b", "1");
    assertEquals(1, delivered.get());
    publish("a", "2");
    assertEquals(List.of("b=1", "a=2"), reader.readAll());
    reader.feed.unsubscribe("b");
    publish("b", "3");
    assertEquals(List.of(), reader.readAll());
    assertEquals(1, reader.feed.topics());
  }

  @Test
  void aRangeOnItsWayOutlivesItsMessages() {
    retain(Retention.builder().messages(1).build());
    publish("a", "first");
    TextReader reader = new TextReader(bus, Cursor.EARLIEST, "a");
    reader.feed.read(100, 100);
    for (int i = 0; i < 1000; i++) {
      publish("a", "other" + i);
      new TextReader(bus, Cursor.EARLIEST, "a").readAll();
    }
    byte[] bytes = new byte[reader.feed.length()];
    reader.feed.block().bytes().get(reader.feed.offset(), bytes);
    assertEquals("a=first\n", new String(bytes, java.nio.charset.StandardCharsets.UTF_8));
  }

  @Test
  void aClosedBusRefuses() {
    bus.close();
    assertThrows(CompletionException.class, () -> publish("a", "1"));
    assertThrows(
        IllegalStateException.class,
        () ->
            bus.open(
                Set.of("a"),
                Position.LATEST,
                TextReader.FORMAT,
                new ReaderNotifier(Runnable::run)));
  }
}
