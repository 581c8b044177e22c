package io.pushchannel.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.pushchannel.Cursor;
import io.pushchannel.Gap;
import io.pushchannel.Message;
import io.pushchannel.PushChannel;
import io.pushchannel.Retention;
import io.pushchannel.Topic;
import io.pushchannel.proxy.Fault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Tests of the contract's chapter on delivery. */
@Execution(ExecutionMode.CONCURRENT)
abstract class WhatAListenerHears {

  @Test
  @DisplayName(
      "1. Messages come in the order in which the bus numbered them, over all topics of a channel.")
  void order(Rig rig) {
    RecordingListener listener = rig.opened("a", "b");
    Random random = new Random(1);
    for (int i = 0; i < 500; i++) {
      rig.publish(random.nextBoolean() ? "a" : "b", "" + i);
    }
    listener.awaitReached(rig.publish("a", "end"));
    Ledger.balance(rig.log("a", "b"), listener.heard());
  }

  @Test
  @DisplayName("2. A channel hears what is published from the moment it is open.")
  void fromNowOn(Rig rig) {
    rig.publish("a", "before");
    RecordingListener listener = rig.opened("a");
    listener.awaitReached(rig.publish("a", "after"));
    assertEquals(List.of("after"), listener.data());
  }

  @Test
  @DisplayName("3. earliest is everything retained")
  void earliest(Rig rig) {
    List<String> published = rig.publish("a", 1500);
    RecordingListener listener = new RecordingListener();
    rig.open(Cursor.EARLIEST, listener, "a");
    published.add("end");
    listener.awaitReached(rig.publish("a", "end"));
    Ledger.balance(published, listener.data());
  }

  @Test
  @DisplayName("3. a cursor is everything that follows it, if it is still there.")
  void afterACursor(Rig rig) {
    rig.publish("a", "before");
    Cursor cursor = rig.publish("a", "at");
    rig.publish("a", "next");
    RecordingListener listener = new RecordingListener();
    rig.open(cursor, listener, "a");
    listener.awaitReached(rig.publish("a", "end"));
    assertEquals(List.of("next", "end"), listener.data());
    assertEquals(List.of(), listener.gaps());
  }

  @Test
  @DisplayName("4. One to 64 topics, merged by number; nothing of another topic.")
  void topics(Rig rig) {
    String[] topics =
        IntStream.range(0, 64).mapToObj(WhatAListenerHears::longest).toArray(String[]::new);
    RecordingListener listener = rig.opened(topics);
    for (int i = 0; i < 200; i++) {
      rig.publish(longest(i * 11 % 70), "" + i);
    }
    listener.awaitReached(rig.publish(topics[63], "end"));
    Ledger.balance(rig.log(topics), listener.heard());
  }

  /** A topic of 128 characters, of those that a query could encode. */
  private static String longest(int number) {
    return (number + "/:".repeat(64)).substring(0, Topic.MAX_LENGTH);
  }

  @Test
  @DisplayName("5. Any valid Unicode, empty text and all control characters included.")
  void text(Rig rig) {
    RecordingListener listener = rig.opened("a");
    Texts.all().forEach(text -> rig.publish("a", text));
    listener.awaitReached(rig.publish("a", "end"));
    List<String> expected = new ArrayList<>(Texts.all());
    expected.add("end");
    Ledger.balance(expected, listener.data());
  }

  @Test
  @DisplayName("5. CR and CRLF have become LF, once, at publishing, for everybody.")
  void lineEnds(Rig rig) {
    RecordingListener listener = rig.opened("a");
    Stream.of("\r", "\r\n", "a\rb\r\nc\n\rd", "end").forEach(text -> rig.publish("a", text));
    listener.awaitReached(rig.log("a").get(3).id());
    assertEquals(List.of("\n", "\n", "a\nb\nc\n\nd", "end"), listener.data());
  }

  @Test
  @DisplayName(
      "6. Wherever a connection breaks, in a head, in the middle of a character, between an answer"
          + " and its acknowledgement, the channel goes on after the last message heard.")
  void cuts(Rig rig) {
    Random random = new Random(1);
    for (int i = 0; i < 20; i++) {
      rig.proxy.next(new Fault.CutAfter(random.nextInt(4000)));
    }
    RecordingListener listener = new RecordingListener();
    Duration soon = Duration.ofMillis(10);
    rig.open(Rig.options(Cursor.EARLIEST).withBackoff(soon, soon), listener, "a");
    for (int i = 0; i < 25; i++) {
      IntStream.range(0, 25).forEach(n -> rig.publish("a", "\ud83d\ude00 " + n));
      rig.proxy.cutAll();
    }
    listener.awaitReached(rig.publish("a", "end"));
    Ledger.balance(rig.log("a"), listener.heard());
  }

  @Test
  @DisplayName("7. channel.cursor() given to another channel, by any transport, continues there.")
  void cursorOutlives(Rig rig) {
    RecordingListener first = new RecordingListener();
    PushChannel channel = rig.open(Cursor.LATEST, first, "a");
    first.awaitOpen();
    rig.publish("a", 10);
    Cursor last = rig.publish("a", "last");
    first.awaitReached(last);
    channel.close();
    first.awaitClosed();
    // the cursor is the number of the bus, which is the same for all transports
    assertEquals(last, channel.cursor());
    rig.publish("a", "meanwhile");
    RecordingListener second = new RecordingListener();
    rig.open(channel.cursor(), second, "a");
    second.awaitReached(rig.publish("a", "end"));
    assertEquals(List.of("meanwhile", "end"), second.data());
  }

  @Test
  @DisplayName(
      "8. If messages between the cursor and the next message are no longer retained, one gap says"
          + " so (evicted) before that message.")
  void evicted(Rig rig) {
    rig.retain(Retention.DEFAULT.withMessages(5));
    Cursor first = rig.publish("a", "first");
    rig.publish("a", 20);
    RecordingListener listener = new RecordingListener();
    rig.open(first, listener, "a");
    List<Message> retained = rig.log("a");
    listener.awaitReached(retained.get(4).id());
    Cursor resumed = new Cursor(rig.bus.epoch(), retained.get(0).id().sequence() - 1);
    Gap gap = new Gap(first, resumed, Gap.Reason.EVICTED);
    Ledger.balance(Stream.concat(Stream.of(gap), retained.stream()).toList(), listener.heard());
  }

  @Test
  @DisplayName("9. A cursor from the future is announced, too (ahead)")
  void ahead(Rig rig) {
    rig.publish("a", "1");
    RecordingListener listener = new RecordingListener();
    rig.open(new Cursor(rig.bus.epoch(), 99), listener, "a");
    listener.awaitHeard(2);
    Gap gap =
        new Gap(new Cursor(rig.bus.epoch(), 99), new Cursor(rig.bus.epoch(), 0), Gap.Reason.AHEAD);
    assertEquals(List.of(gap, rig.log("a").get(0)), listener.heard());
  }

  @Test
  @DisplayName(
      "10. A bus that began anew is announced (epoch): one gap, then everything the new bus"
          + " retains.")
  void epoch(Rig rig) {
    RecordingListener listener = rig.opened("a");
    Cursor old = rig.publish("a", "old");
    listener.awaitReached(old);
    rig.replaceBus();
    listener.awaitReached(rig.publish("a", "new"));
    assertEquals(List.of("old", "new"), listener.data());
    Gap gap = new Gap(old, new Cursor(rig.bus.epoch(), 0), Gap.Reason.EPOCH);
    assertEquals(List.of(gap), listener.gaps());
  }
}
