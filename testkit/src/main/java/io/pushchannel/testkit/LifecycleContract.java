package io.pushchannel.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pushchannel.CloseReason;
import io.pushchannel.Cursor;
import io.pushchannel.Gap;
import io.pushchannel.ListenerErrorAction;
import io.pushchannel.Message;
import io.pushchannel.PushChannel;
import io.pushchannel.Retention;
import io.pushchannel.wire.Position;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Tests of the contract's chapter on threads and ends. */
@Execution(ExecutionMode.CONCURRENT)
abstract class LifecycleContract {

  private static final Duration PATIENCE = Duration.ofSeconds(15);

  /** Tolerance for a busy machine; shorter than the detection of silence. */
  private static final Duration AT_ONCE = Duration.ofSeconds(5);

  /** Duration of a check that nothing happens. */
  private static final Duration WATCH = Duration.ofMillis(300);

  @Test
  @DisplayName(
      "19. A listener is called on its channel's thread, one call at a time, under no lock.")
  void oneThread(TransportFixture fixture) {
    ThreadCheckingListener listener = new ThreadCheckingListener();
    PushChannel channel = fixture.open(Cursor.LATEST, listener, "a");
    for (int opened = 1; opened <= 3; opened++) {
      listener.awaitOpen(opened);
      fixture.publish("a", 20);
      listener.awaitReached(fixture.publish("a", "last before the cut"));
      fixture.proxy.refuse(true);
      fixture.proxy.cutAll();
      listener.awaitLost(opened);
      fixture.proxy.refuse(false);
    }
    listener.awaitOpen(4);
    listener.awaitReached(fixture.publish("a", "end"));
    channel.close();
    listener.awaitClosed();
    assertEquals(1, listener.threads().size(), () -> "called by " + listener.threads());
    assertEquals(Set.of(), listener.overlaps());
    assertEquals(Set.of(), listener.locks());
  }

  @Test
  @DisplayName("19. It may block, and may call any method, including close.")
  void callsAnything(TransportFixture fixture) {
    fixture.beat(Duration.ofMillis(200));
    CompletableFuture<PushChannel> opened = new CompletableFuture<>();
    RecordingListener listener =
        new RecordingListener() {
          @Override
          public void onMessage(Message message) {
            PushChannel channel = opened.join();
            if (message.data().equals("0")) {
              pause(Duration.ofMillis(800)); // four heartbeats
            } else if (message.data().equals("end")) {
              channel.close();
            }
            channel.publish("b", message.data());
            channel.state();
            super.onMessage(message);
          }
        };
    opened.complete(fixture.open(Cursor.LATEST, listener, "a"));
    listener.awaitOpen();
    fixture.publish("a", 20);
    fixture.publish("a", "end");
    fixture.publish("a", "too late");
    assertEquals(new CloseReason.ClosedByApplication(), listener.awaitClosed());
    List<Message> expected = fixture.log("a").subList(0, 21);
    MessageAssertions.assertSame(expected, listener.messages());
    assertEquals(expected.get(20).id(), opened.join().cursor());
  }

  @Test
  @DisplayName(
      "19. In onMessage, onGap, onNext and, for the state OPEN, onState it may wait for a publish of"
          + " its channel.")
  void waitsForPublishes(TransportFixture fixture) {
    fixture.retain(Retention.builder().messages(2 * WaitingListener.AHEAD).build());
    WaitingListener listener = new WaitingListener(fixture);
    listener.use(fixture.open(Cursor.parse("ffffffff-1"), listener, "a"));
    Await.until("a wait in each callback", PATIENCE.multipliedBy(2), listener::isDone);
    Map<String, Object> published = new TreeMap<>();
    fixture.log("b").forEach(message -> published.put(message.data(), message.id()));
    assertEquals(published, new TreeMap<>(listener.results()));
    fixture.publish("a", WaitingListener.END);
    Await.until("the end", PATIENCE.multipliedBy(2), listener::hasEnded);
    List<String> data = listener.data();
    MessageAssertions.assertSame(listener.published(), data.subList(0, data.size() - 1));
  }

  @Test
  @DisplayName("20. onClosed is called once and last, whatever closed the channel.")
  void onClosedOnceAndLast(TransportFixture fixture) {
    RecordingListener refused = new RecordingListener();
    fixture.gate.refuse(
        404, Map.of()); // first, because later a poll of another channel could take it
    fixture.open(Cursor.LATEST, refused, "a");
    refused.awaitClosed();
    RecordingListener closed = new RecordingListener();
    PushChannel channel = fixture.open(Cursor.LATEST, closed, "a");
    closed.awaitOpen();
    channel.close();
    closed.awaitClosed();
    RecordingListener failing = new Failing();
    fixture.open(Cursor.EARLIEST, failing, "a");
    fixture.publish("a", 5);
    failing.awaitClosed();
    int total = closed.calls().size() + refused.calls().size() + failing.calls().size();
    Await.holds(
        "no call after the last",
        WATCH,
        () -> total == closed.calls().size() + refused.calls().size() + failing.calls().size());
    for (RecordingListener each : List.of(closed, refused, failing)) {
      List<Object> calls = each.calls();
      assertInstanceOf(CloseReason.class, calls.get(calls.size() - 1));
      assertEquals(1, calls.stream().filter(CloseReason.class::isInstance).count());
    }
  }

  @Test
  @DisplayName(
      "20. close returns at once, from any thread, any number of times, even if the server is silent.")
  void closesPromptly(TransportFixture fixture) {
    RecordingListener open = new RecordingListener();
    PushChannel stalled = fixture.open(Cursor.LATEST, open, "a");
    open.awaitOpen();
    fixture.proxy.halfOpenAll();
    fixture.gate.hold();
    int before = fixture.gate.arrivals().size();
    RecordingListener unanswered = new RecordingListener();
    PushChannel held = fixture.open(Cursor.LATEST, unanswered, "a");
    Await.until("a request", PATIENCE, () -> fixture.gate.arrivals().size() > before);
    for (PushChannel channel : List.of(stalled, held)) {
      long began = System.nanoTime();
      List<CompletableFuture<Void>> closes =
          List.of(
              CompletableFuture.runAsync(channel::close),
              CompletableFuture.runAsync(channel::close));
      channel.close();
      closes.forEach(CompletableFuture::join);
      assertTrue(System.nanoTime() - began < AT_ONCE.toNanos());
    }
    for (RecordingListener each : List.of(open, unanswered)) {
      Await.until(
          "the end, long before silence would be noticed",
          AT_ONCE,
          () -> each.received().contains(new CloseReason.ClosedByApplication()));
    }
    assertTrue(held.publish("a", "x").toCompletableFuture().isCompletedExceptionally());
  }

  @Test
  @DisplayName("20. An exception of a listener closes its own channel only.")
  void failingListener(TransportFixture fixture) {
    Failing failing = new Failing();
    fixture.open(Cursor.LATEST, failing, "a");
    RecordingListener other = fixture.opened("a");
    failing.awaitOpen();
    fixture.publish("a", "1");
    CloseReason.Failed reason = assertInstanceOf(CloseReason.Failed.class, failing.awaitClosed());
    assertEquals(failing.failure, reason.cause());
    String id = fixture.log("a").get(0).id().toString();
    assertTrue(reason.detail().contains(id) && reason.detail().contains("topic a"), reason::detail);
    other.awaitReached(fixture.publish("a", "2"));
    assertEquals(List.of("1", "2"), other.data());
  }

  @Test
  @DisplayName("20. onListenerError may skip the message instead.")
  void skippedMessage(TransportFixture fixture) {
    RecordingListener skipping =
        new RecordingListener() {
          @Override
          public void onMessage(Message message) {
            if (message.data().equals("1")) {
              throw new IllegalStateException("bad message");
            }
            super.onMessage(message);
          }

          @Override
          public ListenerErrorAction onListenerError(@Nullable Message message, Exception error) {
            return ListenerErrorAction.SKIP;
          }
        };
    PushChannel channel = fixture.open(Cursor.LATEST, skipping, "a");
    skipping.awaitOpen();
    fixture.publish("a", 2);
    Cursor last = fixture.publish("a", "2");
    skipping.awaitReached(last);
    assertEquals(List.of("0", "2"), skipping.data());
    Await.until("the cursor past all", PATIENCE, () -> channel.cursor().equals(last));
  }

  @Test
  @DisplayName("21. Later it receives everything retained, after a gap if messages were lost.")
  void slowListener(TransportFixture fixture) {
    fixture.retain(Retention.builder().messages(50).build());
    CountDownLatch release = new CountDownLatch(1);
    RecordingListener slow =
        new RecordingListener() {
          @Override
          public void onMessage(Message message) {
            await(release);
            super.onMessage(message);
          }
        };
    RecordingListener quick = new RecordingListener();
    // without the proxy, which has buffers of its own
    fixture.openDirectly(slow, "a");
    fixture.openDirectly(quick, "a");
    slow.awaitOpen();
    quick.awaitOpen();
    String filler = "x".repeat(16 << 10); // 6 MiB in total exceed the socket buffers
    for (int i = 0; i < 400; i++) {
      Cursor id = fixture.publish("a", filler + i);
      if (i % 25 == 0) {
        quick.awaitReached(id);
      }
    }
    release.countDown();
    Cursor end = fixture.publish("a", "end");
    quick.awaitReached(end);
    slow.awaitReached(end);
    assertEquals(List.of(), quick.gaps());
    assertEquals(401, quick.messages().size());
    assertEveryLossIsAnnounced(slow.received());
  }

  @Test
  @DisplayName(
      "22. a channel delivers to each subscriber as many messages as it requests, in order, and no more.")
  void demand(TransportFixture fixture) throws Exception {
    RecordingListener listener = new RecordingListener();
    PushChannel channel = fixture.open(Cursor.LATEST, listener, "a");
    ManualSubscriber one = new ManualSubscriber();
    ManualSubscriber other = new ManualSubscriber();
    channel.subscribe(one);
    channel.subscribe(other);
    listener.awaitOpen();
    List<String> published = fixture.publish("a", 10);
    one.request(3);
    other.request(5);
    Await.until("as many as requested", PATIENCE, () -> one.received().size() == 3);
    Await.holds("no more than requested", WATCH, () -> one.received().size() == 3);
    assertTrue(other.received().size() <= 5);
    one.request(Long.MAX_VALUE);
    other.request(5);
    Await.until("all", PATIENCE, () -> other.received().size() == 10);
    channel.close();
    one.awaitCompleted();
    other.awaitCompleted();
    assertEquals(published, one.received());
    assertEquals(published, other.received());
  }

  @Test
  @DisplayName(
      "23. A closed channel leaves nothing behind: no thread, no socket, and no feed in the server.")
  void leavesNothingBehind(TransportFixture fixture) throws Exception {
    new LeakDetector(fixture).verify();
  }

  /** Asserts that each message follows the previous one directly, or follows a gap. */
  private static void assertEveryLossIsAnnounced(List<Object> received) {
    long last = Position.of(((Message) received.get(0)).id()).sequence();
    for (Object each : received.subList(1, received.size())) {
      if (each instanceof Gap gap) {
        assertEquals(Gap.Reason.EVICTED, gap.reason());
        last = Position.of(gap.resumed()).sequence();
      } else {
        assertEquals(++last, Position.of(((Message) each).id()).sequence());
      }
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError("the listener's thread must not be interrupted", e);
    }
  }

  private static void pause(Duration time) {
    try {
      TimeUnit.MILLISECONDS.sleep(time.toMillis());
    } catch (InterruptedException e) {
      throw new AssertionError("the listener's thread must not be interrupted", e);
    }
  }

  /** A listener that throws at its first message. */
  private static final class Failing extends RecordingListener {
    final RuntimeException failure = new IllegalStateException("thrown by the listener");

    @Override
    public void onMessage(Message message) {
      throw failure;
    }
  }
}
