package io.pushchannel.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pushchannel.Cursor;
import io.pushchannel.Message;
import io.pushchannel.PublishFailedException;
import io.pushchannel.PublishResult;
import io.pushchannel.PushChannel;
import io.pushchannel.PushOptions;
import io.pushchannel.PushRefusedException;
import io.pushchannel.Retention;
import io.pushchannel.wire.ProtocolViolationException;
import io.pushchannel.wire.WireLimits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Tests of the contract's chapter on publishing. */
@Execution(ExecutionMode.CONCURRENT)
abstract class PublishContract {

  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final int OVER_THE_LIMIT = (1 << 20) + 1;

  /** Bytes of a character in its largest encoding: JSON, or a field of an event for a line feed. */
  private static final Map<String, Integer> LARGEST = Map.of("\u0001", 6, "\"", 2, "x", 1, "\n", 7);

  @Test
  @DisplayName(
      "16. A publish that has an id is in the log, on all four transports, before its stage completes.")
  void isInTheLog(TransportFixture fixture) throws Exception {
    PushChannel channel = open(fixture, new RecordingListener());
    List<Message> expected = new ArrayList<>();
    for (String text : List.of("from a client", "", "two\nlines", "\ud83d\ude00 \u0000")) {
      expected.add(new Message(await(channel.publish("a", text)).id(), "a", text));
      assertEquals(expected, fixture.log("a"));
    }
  }

  @Test
  @DisplayName(
      "17. While the first message of a key is retained, publishing with the key again, on the same topic, appends nothing and returns the first id.")
  void oneKey(TransportFixture fixture) throws Exception {
    PushChannel channel = open(fixture, new RecordingListener());
    Cursor first = await(channel.publish("a", "once", "key")).id();
    assertEquals(first, await(channel.publish("a", "once", "key")).id());
    Cursor other = await(channel.publish("b", "another topic", "key")).id();
    Cursor free = await(channel.publish("a", "no key")).id();
    assertEquals(
        List.of(
            new Message(first, "a", "once"),
            new Message(other, "b", "another topic"),
            new Message(free, "a", "no key")),
        fixture.log("a", "b"));
  }

  @Test
  @DisplayName("17. Another text fails with status 422; CR and CRLF count as LF, as in the log.")
  void oneKeyForOneText(TransportFixture fixture) throws Exception {
    PushChannel channel = open(fixture, new RecordingListener());
    Cursor first = await(channel.publish("a", "one\r\npizza", "key")).id();
    assertEquals(new PublishResult(first, true), await(channel.publish("a", "one\npizza", "key")));
    PushRefusedException reused =
        assertInstanceOf(
            PushRefusedException.class,
            assertThrows(
                    ExecutionException.class,
                    () -> await(channel.publish("a", "two pizzas", "key")))
                .getCause());
    assertEquals(422, reused.status());
    assertTrue(String.valueOf(reused.getMessage()).contains(first.toString()), reused::toString);
    assertRefused(fixture.bus.append("a", "three pizzas", "key"), first.toString());
    Cursor other = await(channel.publish("b", "two pizzas", "key")).id();
    assertEquals(
        List.of(new Message(first, "a", "one\npizza"), new Message(other, "b", "two pizzas")),
        fixture.log("a", "b"));
  }

  @Test
  @DisplayName(
      "17. A publish with a key whose first publish is unfinished waits, and then returns the first id.")
  void unfinishedKey(TransportFixture fixture) throws Exception {
    PushChannel channel = open(fixture, new RecordingListener());
    PushChannel second = open(fixture, new RecordingListener());
    Runnable release = fixture.bus.holdPublishes();
    CompletionStage<PublishResult> first = channel.publish("a", "once", "key");
    Await.until("the first publish at the bus", PATIENCE, () -> fixture.bus.held() == 1);
    CompletionStage<PublishResult> again = second.publish("a", "once", "key");
    Await.holds(
        "one publish at the bus",
        Duration.ofMillis(300),
        () -> fixture.bus.held() == 1 && !again.toCompletableFuture().isDone());
    release.run();
    assertEquals(await(first).id(), await(again).id());
    assertEquals(List.of("once"), data(fixture.log("a")));
  }

  @Test
  @DisplayName(
      "18. Invalid messages are rejected, by a failure that names the value and the limit. Nothing else is affected.")
  void refused(TransportFixture fixture) throws Exception {
    RecordingListener listener = new RecordingListener();
    PushChannel channel = open(fixture, listener);
    assertInvalid(() -> channel.publish("no topic", "x"), "\"no topic\"");
    assertInvalid(() -> channel.publish("a", "half a pair: \ud800"), "surrogate pair");
    assertRefused(channel.publish("a", "x", "k".repeat(300)), "256", "300");
    assertRefused(channel.publish("a", "x".repeat(OVER_THE_LIMIT)), "1048576");
    Cursor id = await(channel.publish("a", "fine")).id();
    listener.awaitReached(id);
    assertEquals(List.of(new Message(id, "a", "fine")), listener.received());
    assertEquals(listener.received(), fixture.log("a"));
  }

  @Test
  @Tag("large")
  @DisplayName(
      "18. A message in the log can be delivered by each transport: a text whose largest encoding exceeds the limit of clients is rejected.")
  void largestText(TransportFixture fixture) {
    fixture.retain(Retention.builder().bytes(64 << 20).build());
    RecordingListener listener = new RecordingListener();
    fixture.open(Cursor.LATEST, listener, "a");
    listener.awaitOpen();
    for (Map.Entry<String, Integer> each : LARGEST.entrySet()) {
      String piece = each.getKey();
      int most = WireLimits.ENCODED / each.getValue();
      // a batch is full with less than both, but the largest text may be its last
      fixture.publish("a", "x".repeat(WireLimits.BATCH - 200));
      Cursor id = fixture.publish("a", piece.repeat(most));
      assertRefused(fixture.bus.publish("a", piece.repeat(most + 1)), "" + WireLimits.ENCODED);
      listener.awaitReached(id);
    }
    assertEquals(2 * LARGEST.size(), listener.messages().size());
    assertTrue(
        listener.changes().stream()
            .noneMatch(change -> change.cause() instanceof ProtocolViolationException),
        () -> listener.changes().toString());
  }

  @Test
  @DisplayName(
      "28. Publishes from one thread of one channel arrive in the log in the order of the calls,"
          + " without waiting for each response")
  void keepsTheOrder(TransportFixture fixture) throws Exception {
    PushChannel channel = open(fixture, new RecordingListener());
    List<String> expected = new ArrayList<>();
    List<CompletionStage<PublishResult>> published = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      expected.add("" + i);
      published.add(channel.publish(i % 2 == 0 ? "a" : "b", "" + i));
    }
    awaitAll(published);
    assertEquals(expected, data(fixture.log("a", "b")));
  }

  @Test
  @DisplayName("28. also across a reconnect.")
  void keepsTheOrderAcrossReconnects(TransportFixture fixture) throws Exception {
    PushChannel channel = open(fixture, new RecordingListener());
    List<String> expected = new ArrayList<>();
    List<CompletionStage<PublishResult>> published = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      expected.add("" + i);
      published.add(channel.publish("a", "" + i));
      if (i % 10 == 5) {
        await(published.get(i - 4));
        fixture.proxy.cutAll();
      }
    }
    awaitAll(published);
    assertEquals(expected, data(fixture.log("a")));
  }

  @Test
  @DisplayName("28. A rejected publish does not delay the next.")
  void aRejectedPublishDoesNotDelayTheNext(TransportFixture fixture) throws Exception {
    PushChannel channel = open(fixture, new RecordingListener());
    CompletionStage<PublishResult> first = channel.publish("a", "first");
    CompletionStage<PublishResult> rejected = channel.publish("a", "x".repeat(OVER_THE_LIMIT));
    CompletionStage<PublishResult> last = channel.publish("a", "last");
    await(first);
    await(last);
    assertRefused(rejected, "1048576");
    assertEquals(List.of("first", "last"), data(fixture.log("a")));
  }

  @Test
  @DisplayName("29. before the first connect")
  void waitsForTheFirstConnect(TransportFixture fixture) throws Exception {
    fixture.proxy.refuse(true);
    RecordingListener listener = new RecordingListener();
    PushChannel channel = fixture.open(Cursor.LATEST, listener, "a");
    CompletionStage<PublishResult> published = channel.publish("a", "early");
    listener.awaitLost(2);
    fixture.proxy.refuse(false);
    await(published);
    assertEquals(List.of("early"), data(fixture.log("a")));
  }

  @Test
  @DisplayName("29. while the channel waits for its next attempt")
  void waitsForTheReconnect(TransportFixture fixture) throws Exception {
    RecordingListener listener = new RecordingListener();
    PushChannel channel = fixture.open(Cursor.LATEST, listener, "a");
    listener.awaitOpen();
    fixture.proxy.refuse(true);
    fixture.proxy.cutAll();
    listener.awaitLost(2);
    CompletionStage<PublishResult> published = channel.publish("a", "meanwhile");
    listener.awaitLost(3);
    fixture.proxy.refuse(false);
    await(published);
    assertEquals(List.of("meanwhile"), data(fixture.log("a")));
  }

  @Test
  @DisplayName("29. after the server has announced that it closes")
  void waitsAfterGoodbye(TransportFixture fixture) throws Exception {
    RecordingListener listener = new RecordingListener();
    PushChannel channel = fixture.open(Cursor.LATEST, listener, "a");
    listener.awaitOpen();
    fixture.proxy.refuse(true);
    fixture.server.close();
    CompletionStage<PublishResult> published = channel.publish("a", "after the goodbye");
    listener.awaitLost(1);
    fixture.restartServer();
    fixture.proxy.refuse(false);
    await(published);
    assertEquals(List.of("after the goodbye"), data(fixture.log("a")));
  }

  @Test
  @DisplayName("29. or while its connection breaks")
  void survivesABreak(TransportFixture fixture) throws Exception {
    PushChannel channel = open(fixture, new RecordingListener());
    List<CompletionStage<PublishResult>> published = new ArrayList<>();
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      expected.add("" + i);
      published.add(channel.publish("a", "" + i));
      fixture.proxy.cutAll();
    }
    awaitAll(published);
    assertEquals(expected, data(fixture.log("a")));
  }

  @Test
  @DisplayName(
      "29. for at most publishTimeout. The failure then shows if the message may be in the log.")
  void givesUpAfterTheTimeLimit(TransportFixture fixture) throws Exception {
    fixture.proxy.refuse(true);
    PushOptions options =
        TransportFixture.options(Cursor.LATEST).toBuilder()
            .publishTimeout(Duration.ofMillis(300))
            .build();
    RecordingListener listener = new RecordingListener();
    PushChannel channel = fixture.open(options, listener, "a");
    CompletionStage<PublishResult> published = channel.publish("a", "never");
    Throwable failure = assertThrows(ExecutionException.class, () -> await(published)).getCause();
    assertFalse(((PublishFailedException) Objects.requireNonNull(failure)).maybePublished());
    fixture.proxy.refuse(false);
    listener.awaitOpen();
    assertEquals(List.of(), fixture.log("a"));
  }

  private static void awaitAll(List<CompletionStage<PublishResult>> published) throws Exception {
    for (CompletionStage<PublishResult> each : published) {
      await(each);
    }
  }

  private static List<String> data(List<Message> log) {
    return log.stream().map(Message::data).toList();
  }

  private static PushChannel open(TransportFixture fixture, RecordingListener listener) {
    PushChannel channel = fixture.open(Cursor.LATEST, listener, "a");
    listener.awaitOpen();
    return channel;
  }

  private static PublishResult await(CompletionStage<PublishResult> stage) throws Exception {
    return stage.toCompletableFuture().get(30, TimeUnit.SECONDS);
  }

  /** The failure contains these words: the value or the limit, for example. */
  private static void assertInvalid(Executable publish, String word) {
    String message = assertThrows(IllegalArgumentException.class, publish).getMessage();
    assertTrue(String.valueOf(message).contains(word), message);
  }

  private static void assertRefused(CompletionStage<PublishResult> stage, String... words) {
    // contains the message of its cause
    String message =
        String.valueOf(assertThrows(ExecutionException.class, () -> await(stage)).getMessage());
    for (String word : words) {
      assertTrue(message.contains(word), message);
    }
  }
}
