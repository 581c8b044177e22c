package io.pushchannel.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.pushchannel.Cursor;
import io.pushchannel.Gap;
import io.pushchannel.Message;
import io.pushchannel.PushChannel;
import io.pushchannel.Retention;
import io.pushchannel.Topic;
import io.pushchannel.proxy.Fault;
import io.pushchannel.wire.Position;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Tests of the contract's chapter on delivery. */
@Execution(ExecutionMode.CONCURRENT)
abstract class DeliveryContract {

  @Test
  @DisplayName(
      "1. Messages arrive in the order in which the bus numbered them, over all topics of a channel.")
  void order(TransportFixture fixture) {
    RecordingListener listener = fixture.opened("a", "b");
    Random random = new Random(1);
    for (int i = 0; i < 500; i++) {
      fixture.publish(random.nextBoolean() ? "a" : "b", "" + i);
    }
    listener.awaitReached(fixture.publish("a", "end"));
    MessageAssertions.assertSame(fixture.log("a", "b"), listener.received());
  }

  @Test
  @DisplayName("2. A channel receives the messages that are published after it is open")
  void fromNowOn(TransportFixture fixture) {
    fixture.publish("a", "before");
    RecordingListener listener = fixture.opened("a");
    listener.awaitReached(fixture.publish("a", "after"));
    assertEquals(List.of("after"), listener.data());
  }

  @Test
  @DisplayName("3. earliest delivers everything retained")
  void earliest(TransportFixture fixture) {
    List<String> published = fixture.publish("a", 1500);
    RecordingListener listener = new RecordingListener();
    fixture.open(Cursor.EARLIEST, listener, "a");
    published.add("end");
    listener.awaitReached(fixture.publish("a", "end"));
    MessageAssertions.assertSame(published, listener.data());
  }

  @Test
  @DisplayName("3. a cursor delivers every retained message after it.")
  void afterACursor(TransportFixture fixture) {
    fixture.publish("a", "before");
    Cursor cursor = fixture.publish("a", "at");
    fixture.publish("a", "next");
    RecordingListener listener = new RecordingListener();
    fixture.open(cursor, listener, "a");
    listener.awaitReached(fixture.publish("a", "end"));
    assertEquals(List.of("next", "end"), listener.data());
    assertEquals(List.of(), listener.gaps());
  }

  @Test
  @DisplayName("4. A channel reads 1 to 64 topics, merged by number, and no other topic.")
  void topics(TransportFixture fixture) {
    String[] topics =
        IntStream.range(0, 64).mapToObj(DeliveryContract::longest).toArray(String[]::new);
    RecordingListener listener = fixture.opened(topics);
    for (int i = 0; i < 200; i++) {
      fixture.publish(longest(i * 11 % 70), "" + i);
    }
    listener.awaitReached(fixture.publish(topics[63], "end"));
    MessageAssertions.assertSame(fixture.log(topics), listener.received());
  }

  /** A topic of 128 characters, of those that a query could encode. */
  private static String longest(int number) {
    return (number + "/:".repeat(64)).substring(0, Topic.MAX_LENGTH);
  }

  @Test
  @DisplayName(
      "5. Text is delivered unchanged: any valid Unicode, including empty text and all control characters.")
  void text(TransportFixture fixture) {
    RecordingListener listener = fixture.opened("a");
    DifficultTexts.all().forEach(text -> fixture.publish("a", text));
    listener.awaitReached(fixture.publish("a", "end"));
    List<String> expected = new ArrayList<>(DifficultTexts.all());
    expected.add("end");
    MessageAssertions.assertSame(expected, listener.data());
  }

  @Test
  @DisplayName("5. CR and CRLF become LF once, when the message is published.")
  void lineEnds(TransportFixture fixture) {
    RecordingListener listener = fixture.opened("a");
    Stream.of("\r", "\r\n", "a\rb\r\nc\n\rd", "end").forEach(text -> fixture.publish("a", text));
    listener.awaitReached(fixture.log("a").get(3).id());
    assertEquals(List.of("\n", "\n", "a\nb\nc\n\nd", "end"), listener.data());
  }

  @Test
  @DisplayName(
      "6. Wherever a connection breaks, in the headers, inside a character, or between a response and its acknowledgement, the channel continues after the last delivered message.")
  void cuts(TransportFixture fixture) {
    Random random = new Random(1);
    for (int i = 0; i < 20; i++) {
      fixture.proxy.next(new Fault.CutAfter(random.nextInt(4000)));
    }
    RecordingListener listener = new RecordingListener();
    Duration soon = Duration.ofMillis(10);
    fixture.open(
        TransportFixture.options(Cursor.EARLIEST).toBuilder().backoff(soon, soon).build(),
        listener,
        "a");
    for (int i = 0; i < 25; i++) {
      IntStream.range(0, 25).forEach(n -> fixture.publish("a", "\ud83d\ude00 " + n));
      fixture.proxy.cutAll();
    }
    listener.awaitReached(fixture.publish("a", "end"));
    MessageAssertions.assertSame(fixture.log("a"), listener.received());
  }

  @Test
  @DisplayName(
      "7. Another channel that is opened after channel.cursor(), by any transport, continues there.")
  void cursorOutlives(TransportFixture fixture) {
    RecordingListener first = new RecordingListener();
    PushChannel channel = fixture.open(Cursor.LATEST, first, "a");
    first.awaitOpen();
    fixture.publish("a", 10);
    Cursor last = fixture.publish("a", "last");
    first.awaitReached(last);
    channel.close();
    first.awaitClosed();
    // the cursor is the number of the bus, which is the same for all transports
    assertEquals(last, channel.cursor());
    fixture.publish("a", "meanwhile");
    RecordingListener second = new RecordingListener();
    fixture.open(channel.cursor(), second, "a");
    second.awaitReached(fixture.publish("a", "end"));
    assertEquals(List.of("meanwhile", "end"), second.data());
  }

  @Test
  @DisplayName(
      "8. If messages between the cursor and the next message are no longer retained, one gap announces it (evicted) before that message.")
  void evicted(TransportFixture fixture) {
    fixture.retain(Retention.builder().messages(5).build());
    Cursor first = fixture.publish("a", "first");
    fixture.publish("a", 20);
    RecordingListener listener = new RecordingListener();
    fixture.open(first, listener, "a");
    List<Message> retained = fixture.log("a");
    listener.awaitReached(retained.get(4).id());
    Cursor resumed =
        new Position(fixture.bus.epoch(), Position.of(retained.get(0).id()).sequence() - 1)
            .toCursor();
    Gap gap = new Gap(first, resumed, Gap.Reason.EVICTED);
    MessageAssertions.assertSame(
        Stream.concat(Stream.of(gap), retained.stream()).toList(), listener.received());
  }

  @Test
  @DisplayName("9. A cursor ahead of the log is announced as a gap (ahead)")
  void ahead(TransportFixture fixture) {
    fixture.publish("a", "1");
    RecordingListener listener = new RecordingListener();
    fixture.open(new Position(fixture.bus.epoch(), 99).toCursor(), listener, "a");
    listener.awaitReceived(2);
    Gap gap =
        new Gap(
            new Position(fixture.bus.epoch(), 99).toCursor(),
            new Position(fixture.bus.epoch(), 0).toCursor(),
            Gap.Reason.AHEAD);
    assertEquals(List.of(gap, fixture.log("a").get(0)), listener.received());
  }

  @Test
  @DisplayName(
      "10. A new bus is announced as a gap (epoch). Everything that the new bus retains follows.")
  void epoch(TransportFixture fixture) {
    RecordingListener listener = fixture.opened("a");
    Cursor old = fixture.publish("a", "old");
    listener.awaitReached(old);
    fixture.replaceBus();
    listener.awaitReached(fixture.publish("a", "new"));
    assertEquals(List.of("old", "new"), listener.data());
    Gap gap = new Gap(old, new Position(fixture.bus.epoch(), 0).toCursor(), Gap.Reason.EPOCH);
    assertEquals(List.of(gap), listener.gaps());
  }

  @Test
  @DisplayName("33. subscribe and unsubscribe change the topics of an open channel.")
  void changesTopics(TransportFixture fixture) throws Exception {
    RecordingListener listener = new RecordingListener();
    PushChannel channel = fixture.open(Cursor.LATEST, listener, "a");
    listener.awaitOpen();
    fixture.publish("b", "before");
    Cursor reached = fixture.publish("a", "0");
    listener.awaitReached(reached);
    assertEquals(reached, await(channel.subscribe("b")));
    fixture.publish("b", "1");
    listener.awaitReached(fixture.publish("a", "2"));
    await(channel.unsubscribe("a"));
    fixture.publish("a", "after");
    listener.awaitReached(fixture.publish("b", "3"));
    assertEquals(List.of("0", "1", "2", "3"), listener.data());
  }

  @Test
  @DisplayName("33. No message of its other topics is lost or repeated.")
  void changesTopicsWithoutLoss(TransportFixture fixture) throws Exception {
    RecordingListener listener = new RecordingListener();
    PushChannel channel = fixture.open(Cursor.LATEST, listener, "a");
    listener.awaitOpen();
    for (int change = 0; change < 6; change++) {
      fixture.publish("a", 20);
      CompletionStage<Cursor> stage =
          change % 2 == 0 ? channel.subscribe("b") : channel.unsubscribe("b");
      fixture.publish("a", 20);
      await(stage);
    }
    listener.awaitReached(fixture.publish("a", "end"));
    MessageAssertions.assertSame(fixture.log("a"), listener.received());
  }

  private static Cursor await(CompletionStage<Cursor> stage) throws Exception {
    return stage.toCompletableFuture().get(15, TimeUnit.SECONDS);
  }
}
