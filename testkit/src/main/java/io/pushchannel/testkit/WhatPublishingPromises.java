package io.pushchannel.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pushchannel.Cursor;
import io.pushchannel.Message;
import io.pushchannel.PublishResult;
import io.pushchannel.PushChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The third chapter of the contract. */
@Execution(ExecutionMode.CONCURRENT)
abstract class WhatPublishingPromises {

  private static final int OVER_THE_LIMIT = (1 << 20) + 1;

  @Test
  @DisplayName(
      "16. A publish that has an id is in the log, on all four transports, before its stage completes.")
  void isInTheLog(Rig rig) throws Exception {
    PushChannel channel = open(rig, new RecordingListener());
    List<Message> expected = new ArrayList<>();
    for (String text : List.of("from a client", "", "two\nlines", "\ud83d\ude00 \u0000")) {
      expected.add(new Message(await(channel.publish("a", text)).id(), "a", text));
      assertEquals(expected, rig.log("a"));
    }
  }

  @Test
  @DisplayName(
      "17. While the message first published under a key is retained, publishing under it again, on"
          + " the same topic, appends nothing and gives the first id.")
  void oneKey(Rig rig) throws Exception {
    PushChannel channel = open(rig, new RecordingListener());
    Cursor first = await(channel.publish("a", "once", "key")).id();
    assertEquals(first, await(channel.publish("a", "once", "key")).id());
    Cursor other = await(channel.publish("b", "another topic", "key")).id();
    Cursor free = await(channel.publish("a", "no key")).id();
    assertEquals(
        List.of(
            new Message(first, "a", "once"),
            new Message(other, "b", "another topic"),
            new Message(free, "a", "no key")),
        rig.log("a", "b"));
  }

  @Test
  @DisplayName(
      "18. What can't be published is refused, by a failure that names what was expected and what"
          + " came. Nothing else is disturbed.")
  void refused(Rig rig) throws Exception {
    RecordingListener listener = new RecordingListener();
    PushChannel channel = open(rig, listener);
    assertRefused(channel.publish("no topic", "x"));
    assertRefused(channel.publish("a", "half a pair: \ud800"));
    assertRefused(channel.publish("a", "x", "k".repeat(300)));
    assertRefused(channel.publish("a", "x".repeat(OVER_THE_LIMIT)));
    Cursor id = await(channel.publish("a", "fine")).id();
    listener.awaitReached(id);
    assertEquals(List.of(new Message(id, "a", "fine")), listener.heard());
    assertEquals(listener.heard(), rig.log("a"));
  }

  private static PushChannel open(Rig rig, RecordingListener listener) {
    PushChannel channel = rig.open(Cursor.LATEST, listener, "a");
    listener.awaitOpen();
    return channel;
  }

  private static PublishResult await(CompletionStage<PublishResult> stage) throws Exception {
    return stage.toCompletableFuture().get(15, TimeUnit.SECONDS);
  }

  private static void assertRefused(CompletionStage<PublishResult> stage) {
    // its message has that of its cause in it
    String message =
        String.valueOf(assertThrows(ExecutionException.class, () -> await(stage)).getMessage());
    assertTrue(message.contains("expected") && message.contains("got"), message);
  }
}
