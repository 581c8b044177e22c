package io.pushchannel.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pushchannel.CloseReason;
import io.pushchannel.Cursor;
import io.pushchannel.Gap;
import io.pushchannel.Message;
import io.pushchannel.PublishResult;
import io.pushchannel.PushChannel;
import io.pushchannel.Retention;
import io.pushchannel.spi.PushTransport;
import io.pushchannel.testkit.proxy.Fault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What every transport promises, one test a promise. Extend it and say which transport; it should
 * be set up to be quick, so that a test is.
 */
@Timeout(60)
@DisplayName("A channel")
public abstract class TransportContract {

  /** Long enough for something that must not come to come. */
  private static final Duration WATCH = Duration.ofMillis(300);

  private Rig rig;

  /** The transport to try. */
  protected abstract PushTransport transport();

  /** A bus, a server and a proxy. */
  @BeforeEach
  public final void open() {
    rig = new Rig(transport(), Retention.DEFAULT);
  }

  /** Ends them. */
  @AfterEach
  public final void close() {
    rig.close();
  }

  @Test
  @DisplayName("hears messages in the order they were published")
  void order() {
    RecordingListener listener = opened("a");
    List<String> published = publish("a", 500);
    listener.awaitHeard(500);
    assertEquals(published, listener.data());
    assertTrue(listener.wasCalledByOneThreadAtATime());
  }

  @Test
  @DisplayName("hears only what comes from now on, unless it asks for more")
  void latest() {
    rig.publish("a", "before");
    RecordingListener listener = opened("a");
    rig.publish("a", "after");
    listener.awaitHeard(1);
    assertEquals(List.of("after"), listener.data());
  }

  @Test
  @DisplayName("hears everything that is retained if it asks for the earliest")
  void earliest() {
    List<String> published = publish("a", 2500);
    RecordingListener listener = new RecordingListener();
    rig.open(Cursor.EARLIEST, listener, "a");
    listener.awaitHeard(2500);
    assertEquals(published, listener.data());
  }

  @Test
  @DisplayName("hears several topics in the order of all their messages, and no other topic")
  void topics() {
    RecordingListener listener = opened("a", "b");
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      String topic = List.of("a", "b", "c").get(i * 7 % 3);
      rig.publish(topic, "" + i);
      if (!topic.equals("c")) {
        expected.add("" + i);
      }
    }
    listener.awaitHeard(expected.size());
    assertEquals(expected, listener.data());
  }

  @Test
  @DisplayName("carries any text as it is, but for line ends, which become LF")
  void fidelity() {
    RecordingListener listener = opened("a");
    List<String> texts = texts();
    texts.forEach(text -> rig.publish("a", text));
    listener.awaitHeard(texts.size());
    assertEquals(
        texts.stream().map(text -> text.replace("\r\n", "\n").replace('\r', '\n')).toList(),
        listener.data());
  }

  @Test
  @DisplayName("loses and repeats nothing when connections are cut anywhere")
  void cuts() {
    Random random = new Random(1);
    for (int i = 0; i < 25; i++) {
      rig.proxy.next(new Fault.CutAfter(random.nextInt(4000)));
    }
    RecordingListener listener = new RecordingListener();
    rig.open(Cursor.EARLIEST, listener, "a");
    List<String> published = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      published.addAll(publish("a", 25));
      rig.proxy.cutAll();
    }
    listener.awaitHeard(published.size());
    assertEquals(published, listener.data());
    assertEquals(List.of(), listener.gaps());
  }

  @Test
  @DisplayName("goes on after the cursor of another channel")
  void resume() {
    RecordingListener first = opened("a");
    publish("a", 10);
    first.awaitHeard(10);
    Cursor seen = ((Message) first.heard().get(6)).id();
    RecordingListener second = new RecordingListener();
    rig.open(seen, second, "a");
    second.awaitHeard(3);
    assertEquals(List.of("7", "8", "9"), second.data());
  }

  @Test
  @DisplayName("is told by one gap before the next message that it missed some")
  void evicted() {
    rig.close();
    rig = new Rig(transport(), Retention.DEFAULT.withMessages(5));
    RecordingListener listener = new RecordingListener();
    PushChannel channel = rig.open(Cursor.LATEST, listener, "a");
    listener.awaitOpen();
    Cursor first = rig.publish("a", "first");
    listener.awaitHeard(1);
    channel.close();
    publish("a", 20);
    RecordingListener late = new RecordingListener();
    rig.open(first, late, "a");
    late.awaitHeard(6);
    Gap gap = assertInstanceOf(Gap.class, late.heard().get(0));
    assertEquals(new Gap(first, new Cursor(rig.bus.epoch(), 16), Gap.Reason.EVICTED), gap);
    assertEquals(List.of("15", "16", "17", "18", "19"), late.data());
  }

  @Test
  @DisplayName("is told by a gap that the cursor it has is ahead of the log")
  void ahead() {
    rig.publish("a", "1");
    RecordingListener listener = new RecordingListener();
    rig.open(new Cursor(rig.bus.epoch(), 99), listener, "a");
    listener.awaitHeard(2);
    assertEquals(Gap.Reason.AHEAD, listener.gaps().get(0).reason());
    assertEquals(List.of("1"), listener.data());
  }

  @Test
  @DisplayName("comes back by itself to a server that began anew, and is told by one gap")
  void epoch() {
    RecordingListener listener = opened("a");
    rig.publish("a", "old");
    listener.awaitHeard(1);
    rig.replaceBus();
    rig.publish("a", "new");
    listener.awaitHeard(3);
    assertEquals(List.of("old", "new"), listener.data());
    assertEquals(1, listener.gaps().size());
    assertEquals(Gap.Reason.EPOCH, listener.gaps().get(0).reason());
  }

  @Test
  @DisplayName("comes back by itself to a server that closed gracefully, and misses nothing")
  void gracefulRestart() {
    RecordingListener listener = opened("a");
    List<String> published = publish("a", 10);
    listener.awaitHeard(10);
    rig.restartServer();
    published.addAll(publish("a", 10));
    listener.awaitHeard(20);
    assertEquals(published, listener.data());
    assertEquals(List.of(), listener.gaps());
  }

  @Test
  @DisplayName("waits for a server that is not there")
  void notThere() {
    rig.proxy.refuse(true);
    RecordingListener listener = new RecordingListener();
    rig.open(Cursor.EARLIEST, listener, "a");
    listener.awaitLost(3);
    rig.publish("a", "patience");
    rig.proxy.refuse(false);
    listener.awaitHeard(1);
    assertEquals(List.of("patience"), listener.data());
  }

  @Test
  @DisplayName("notices a server that vanished, and goes on where it was")
  void vanished() {
    RecordingListener listener = opened("a");
    rig.publish("a", "1");
    listener.awaitHeard(1);
    rig.proxy.stallAll();
    rig.publish("a", "2");
    listener.awaitHeard(2);
    assertEquals(List.of("1", "2"), listener.data());
    assertTrue(rig.proxy.accepted() > 1);
  }

  @Test
  @DisplayName("publishes, and what it published is in the log when it is told so")
  void publish() throws Exception {
    RecordingListener listener = new RecordingListener();
    PushChannel channel = rig.open(Cursor.LATEST, listener, "a");
    listener.awaitOpen();
    PublishResult result = await(channel.publish("a", "from the client").toCompletableFuture());
    RecordingListener other = new RecordingListener();
    rig.open(new Cursor(rig.bus.epoch(), result.id().sequence() - 1), other, "a");
    other.awaitHeard(1);
    assertEquals(List.of(new Message(result.id(), "a", "from the client")), other.heard());
  }

  @Test
  @DisplayName("publishes under one key one message")
  void idempotency() throws Exception {
    RecordingListener listener = new RecordingListener();
    PushChannel channel = rig.open(Cursor.LATEST, listener, "a");
    listener.awaitOpen();
    Cursor first = await(channel.publish("a", "once", "key").toCompletableFuture()).id();
    assertEquals(first, await(channel.publish("a", "once", "key").toCompletableFuture()).id());
    await(channel.publish("a", "end").toCompletableFuture());
    listener.awaitHeard(2);
    assertEquals(List.of("once", "end"), listener.data());
  }

  @Test
  @DisplayName("is told when it publishes what can't be")
  void badPublish() {
    RecordingListener listener = new RecordingListener();
    PushChannel channel = rig.open(Cursor.LATEST, listener, "a");
    listener.awaitOpen();
    assertTrue(channel.publish("no topic", "x").toCompletableFuture().isCompletedExceptionally());
    assertThrows(
        Exception.class,
        () -> await(channel.publish("a", "\ud800 \ud800", "k".repeat(300)).toCompletableFuture()));
  }

  @Test
  @DisplayName("can be closed from its listener, and is told that it closed once and last")
  void closedByItsListener() {
    CompletableFuture<PushChannel> channel = new CompletableFuture<>();
    RecordingListener listener =
        new RecordingListener() {
          @Override
          public void onMessage(Message message) {
            super.onMessage(message);
            channel.join().close();
          }
        };
    channel.complete(rig.open(Cursor.LATEST, listener, "a"));
    listener.awaitOpen();
    publish("a", 5);
    assertEquals(new CloseReason.ClosedByApplication(), listener.awaitClosed());
    watchNothing(listener, 2);
    assertEquals(List.of("0"), listener.data());
  }

  @Test
  @DisplayName("closes promptly while its server says nothing")
  void closesPromptly() {
    RecordingListener listener = new RecordingListener();
    PushChannel channel = rig.open(Cursor.LATEST, listener, "a");
    listener.awaitOpen();
    rig.proxy.stallAll();
    channel.close();
    channel.close();
    Awaitility.await()
        .atMost(Duration.ofSeconds(1))
        .until(() -> listener.heard().contains(new CloseReason.ClosedByApplication()));
    assertTrue(channel.publish("a", "x").toCompletableFuture().isCompletedExceptionally());
  }

  @Test
  @DisplayName("closes when its listener fails, and says why")
  void failingListener() {
    RuntimeException failure = new IllegalStateException("the listener's own");
    RecordingListener listener =
        new RecordingListener() {
          @Override
          public void onMessage(Message message) {
            throw failure;
          }
        };
    rig.open(Cursor.LATEST, listener, "a");
    listener.awaitOpen();
    rig.publish("a", "1");
    assertEquals(new CloseReason.Failed(failure), listener.awaitClosed());
  }

  @Test
  @DisplayName("gives up when the server says that the request itself is wrong")
  void refused() {
    RecordingListener listener = new RecordingListener();
    PushChannel.open(
        java.net.URI.create(rig.server.uri() + "/nowhere"),
        transport(),
        java.util.Set.of("a"),
        Rig.options(Cursor.LATEST),
        listener);
    assertEquals(404, ((CloseReason.Refused) listener.awaitClosed()).status());
  }

  @Test
  @DisplayName("that is slow does not disturb another, and hears all that is retained")
  void slowListener() {
    CountDownLatch release = new CountDownLatch(1);
    RecordingListener slow =
        new RecordingListener() {
          @Override
          public void onMessage(Message message) {
            awaitUninterrupted(release);
            super.onMessage(message);
          }
        };
    rig.open(Cursor.LATEST, slow, "a");
    RecordingListener quick = opened("a");
    slow.awaitOpen();
    List<String> published = publish("a", 200);
    quick.awaitHeard(200);
    release.countDown();
    slow.awaitHeard(200);
    assertEquals(published, slow.data());
  }

  @Test
  @DisplayName("read as a Flow.Publisher gives as many messages as are requested")
  void demand() throws Exception {
    RecordingListener listener = new RecordingListener();
    PushChannel channel = rig.open(Cursor.LATEST, listener, "a");
    List<String> taken = new java.util.concurrent.CopyOnWriteArrayList<>();
    CompletableFuture<Flow.Subscription> subscription = new CompletableFuture<>();
    CompletableFuture<Void> completed = new CompletableFuture<>();
    channel.subscribe(new TakingSubscriber(subscription, taken, completed));
    listener.awaitOpen();
    publish("a", 10);
    subscription.join().request(3);
    Awaitility.await().until(() -> taken.size() == 3);
    Awaitility.await().during(WATCH).until(() -> taken.size() == 3);
    subscription.join().request(Long.MAX_VALUE);
    Awaitility.await().until(() -> taken.size() == 10);
    channel.close();
    completed.get(10, TimeUnit.SECONDS);
  }

  @Test
  @DisplayName("leaves no connection behind when it is closed")
  void leavesNothing() {
    RecordingListener listener = new RecordingListener();
    PushChannel channel = rig.open(Cursor.LATEST, listener, "a");
    listener.awaitOpen();
    channel.close();
    listener.awaitClosed();
    assertFalse(
        Thread.getAllStackTraces().keySet().stream()
            .anyMatch(thread -> thread.getName().startsWith("WebSocketWriteThread")));
  }

  private RecordingListener opened(String... topics) {
    RecordingListener listener = new RecordingListener();
    rig.open(Cursor.LATEST, listener, topics);
    listener.awaitOpen();
    return listener;
  }

  private List<String> publish(String topic, int count) {
    List<String> published =
        new ArrayList<>(IntStream.range(0, count).mapToObj(Integer::toString).toList());
    published.forEach(data -> rig.publish(topic, data));
    return published;
  }

  private static void watchNothing(RecordingListener listener, int heard) {
    Awaitility.await().during(WATCH).until(() -> listener.heard().size() == heard);
  }

  private static <T> T await(CompletableFuture<T> future) throws Exception {
    return future.get(10, TimeUnit.SECONDS);
  }

  private static void awaitUninterrupted(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError("nobody may interrupt a listener", e);
    }
  }

  private static List<String> texts() {
    List<String> texts =
        new ArrayList<>(
            List.of(
                "",
                "\n",
                "\r",
                "\r\n",
                "two\nlines",
                "two\r\nlines",
                "ends in a line\n",
                "\n\nbegins with two",
                " leading space",
                "\ttab",
                "data: x\n\nid: 1\nevent: forged",
                ": comment",
                "nul \u0000 and \u001f and \u007f",
                "quotes \" and \\ backslashes / and \u2028 \u2029",
                "umlauts äöü, emoji \ud83d\ude00, \ufeff mark, \uffff end",
                "{\"json\":[1,2,{\"deep\":null}]}"));
    Random random = new Random(42);
    for (int i = 0; i < 200; i++) {
      texts.add(randomText(random));
    }
    texts.add("1 MiB ".repeat((1 << 20) / 6));
    return texts;
  }

  private static String randomText(Random random) {
    StringBuilder text = new StringBuilder();
    for (int length = random.nextInt(60); length > 0; length--) {
      int bound = random.nextBoolean() ? 0x80 : Character.MAX_CODE_POINT + 1;
      int codePoint = random.nextInt(bound);
      if (codePoint < Character.MIN_SURROGATE || codePoint > Character.MAX_SURROGATE) {
        text.appendCodePoint(codePoint);
      }
    }
    return text.toString();
  }
}
