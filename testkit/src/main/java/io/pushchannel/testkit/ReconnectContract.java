package io.pushchannel.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pushchannel.CloseReason;
import io.pushchannel.Cursor;
import io.pushchannel.MessageBus;
import io.pushchannel.PushChannel;
import io.pushchannel.PushOptions;
import io.pushchannel.PushState;
import io.pushchannel.server.ServerLimits;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Tests of the contract's chapter on failures. */
@Execution(ExecutionMode.CONCURRENT)
abstract class ReconnectContract {

  /** Tolerance for a busy machine. */
  private static final Duration SLACK = Duration.ofSeconds(5);

  /** The heartbeat in tests of silence. */
  private static final Duration HEARTBEAT = Duration.ofMillis(400);

  /** The minimum pause that a closing server requests from its clients. */
  private static final Duration SHORTEST_RETRY = Duration.ofMillis(500);

  @Test
  @DisplayName(
      "11. The pause before an attempt is random between 0 and a limit (full jitter), including the first retry; the limit doubles from minBackoff to maxBackoff")
  void pauses(TransportFixture fixture) {
    int refusals = 8;
    for (int i = 0; i < refusals; i++) {
      fixture.gate.refuse(503, Map.of());
    }
    RecordingListener listener = fixture.opened("a");
    assertEquals(refusals, listener.losses(), "each refusal must reach the channel");
    PushOptions options = TransportFixture.options(Cursor.LATEST);
    Duration bound = options.minBackoff();
    for (int i = 1; i <= refusals; i++) {
      assertAtMost(bound.plus(SLACK), between(fixture, i));
      bound = min(bound.multipliedBy(2), options.maxBackoff());
    }
  }

  @Test
  @DisplayName(
      "11. A pause that the server requests (Retry-After, retry) is extended by up to a quarter")
  void retryAfter(TransportFixture fixture) {
    fixture.gate.refuse(503, Map.of("Retry-After", "1"));
    fixture.opened("a");
    assertAtLeast(Duration.ofSeconds(1), between(fixture, 1));
    assertAtMost(Duration.ofMillis(1250).plus(SLACK), between(fixture, 1));
  }

  @Test
  @DisplayName(
      "34. After a response with status 401 the request is repeated once, with new headers.")
  void renewsCredentials(TransportFixture fixture) {
    AtomicInteger evaluated = new AtomicInteger();
    fixture.gate.refuse(401, Map.of());
    RecordingListener listener = new RecordingListener();
    fixture.open(renewing(evaluated), listener, "a");
    listener.awaitOpen();
    assertTrue(evaluated.get() >= 2, evaluated::toString);
    assertEquals(0, listener.losses(), "the second attempt must follow at once");
  }

  @Test
  @DisplayName("34. A second 401 closes the channel.")
  void givesUpAfterTwoRejections(TransportFixture fixture) {
    fixture.gate.refuse(401, Map.of());
    fixture.gate.refuse(401, Map.of());
    RecordingListener listener = new RecordingListener();
    fixture.open(renewing(new AtomicInteger()), listener, "a");
    CloseReason reason = listener.awaitClosed();
    assertEquals(401, assertInstanceOf(CloseReason.Refused.class, reason).status());
  }

  private static PushOptions renewing(AtomicInteger evaluated) {
    return TransportFixture.options(Cursor.LATEST).toBuilder()
        .headers(() -> Map.of("Authorization", "Bearer " + evaluated.incrementAndGet()))
        .build();
  }

  @Test
  @DisplayName("11. A second change of epoch within maxBackoff ends the attempt as a failure.")
  void alternatingBuses(TransportFixture fixture) {
    PushOptions options =
        TransportFixture.options(Cursor.EARLIEST).toBuilder()
            .backoff(Duration.ofMillis(100), Duration.ofSeconds(20))
            .build();
    try (MessageBus other = MessageBus.inMemory()) {
      fixture.publish("a", 3);
      other.publish("a", "of another bus");
      fixture.gate.alternate(other);
      RecordingListener listener = new RecordingListener();
      fixture.open(options, listener, "a");
      listener.awaitReceived(1);
      Await.holds(
          "few requests of a client between two buses",
          Duration.ofSeconds(3),
          () -> {
            fixture.proxy.cutAll(); // a stream would stay with its bus
            return fixture.gate.arrivals().size() < 40;
          });
      assertTrue(listener.gaps().size() <= 1, () -> "gaps: " + listener.gaps());
      assertTrue(listener.messages().size() <= 4, () -> "messages: " + listener.messages());
    }
  }

  @Test
  @DisplayName(
      "12. A server announces that it closes, and requests a different pause from each client. Nothing is lost if the bus stays open.")
  void closingServer(TransportFixture fixture) {
    RecordingListener listener = fixture.opened("a");
    fixture.publish("a", 10);
    listener.awaitReached(fixture.publish("a", "before"));
    boolean isStream = fixture.gate.responseKind() != GatedTransport.ResponseKind.POLL;
    fixture.restartServer();
    fixture.publish("a", 10);
    listener.awaitReached(fixture.publish("a", "after"));
    MessageAssertions.assertSame(fixture.log("a"), listener.received());
    if (isStream) {
      assertCameBackWhenAsked(listener);
    }
  }

  @Test
  @DisplayName("13. A server that is not reachable yet is retried.")
  void notThereYet(TransportFixture fixture) {
    fixture.proxy.refuse(true);
    RecordingListener listener = new RecordingListener();
    fixture.open(Cursor.EARLIEST, listener, "a");
    listener.awaitLost(3);
    Cursor id = fixture.publish("a", "patience");
    fixture.proxy.refuse(false);
    listener.awaitReached(id);
    assertEquals(List.of("patience"), listener.data());
  }

  @Test
  @DisplayName(
      "14. A stream without data for two heartbeats, and a poll without a response one heartbeat after its wait, are ended and retried.")
  void silence(TransportFixture fixture) {
    fixture.beat(HEARTBEAT);
    fixture.opened("a");
    boolean isStream = fixture.gate.responseKind() != GatedTransport.ResponseKind.POLL;
    // the server announces its heartbeat to a stream, which overrides the channel's option
    Duration expected = isStream ? Duration.ofMinutes(1) : HEARTBEAT;
    RecordingListener listener = new RecordingListener();
    fixture.open(
        TransportFixture.options(Cursor.LATEST).toBuilder().heartbeat(expected).build(),
        listener,
        "a");
    listener.awaitOpen();
    listener.awaitReached(fixture.publish("a", "received"));
    long began = System.nanoTime();
    fixture.proxy.halfOpenAll();
    Cursor id = fixture.publish("a", "not received at first");
    listener.awaitLost(1);
    assertAtMost(HEARTBEAT.multipliedBy(2).plus(SLACK), since(began));
    String cause = String.valueOf(lostBy(listener));
    String limit = isStream ? " within 800 ms" : " within [0-9]+ m?s";
    assertTrue(Pattern.compile(limit).matcher(cause).find(), cause);
    listener.awaitReached(id);
    assertEquals(List.of("received", "not received at first"), listener.data());
  }

  @Test
  @DisplayName("14. An idle stream is kept open by its heartbeats.")
  void heartbeats(TransportFixture fixture) {
    fixture.beat(HEARTBEAT);
    RecordingListener listener = fixture.opened("a");
    // tolerates one loss, because the machine may stall for a heartbeat
    Await.holds("an idle stream", HEARTBEAT.multipliedBy(7), () -> listener.losses() <= 1);
    listener.awaitReached(fixture.publish("a", "still here"));
    assertEquals(List.of("still here"), listener.data());
  }

  @Test
  @DisplayName(
      "14. The server detects a client that has vanished: on a WebSocket after two heartbeats, between polls by the idle timeout.")
  void vanishedClient(TransportFixture fixture) {
    fixture.beat(HEARTBEAT);
    fixture.limit(
        ServerLimits.builder()
            .requestTimeout(Duration.ofSeconds(10))
            .idleTimeout(HEARTBEAT)
            .build());
    RecordingListener listener = new RecordingListener();
    PushChannel channel = fixture.open(Cursor.LATEST, listener, "a");
    listener.awaitOpen();
    fixture.proxy.halfOpenAll();
    channel.close();
    if (fixture.gate.responseKind() != GatedTransport.ResponseKind.STREAM) {
      Await.until(
          "the server to close the connection of a vanished client",
          HEARTBEAT.multipliedBy(2).plus(SLACK),
          () -> fixture.server.statistics().connections() == 0);
    }
  }

  @Test
  @DisplayName("15. A channel gives up only when the server rejects the request itself")
  void givesUp(TransportFixture fixture) {
    for (int status : new int[] {400, 403, 404, 410, 451}) {
      fixture.gate.refuse(status, Map.of());
      RecordingListener listener = new RecordingListener();
      fixture.open(Cursor.LATEST, listener, "a");
      CloseReason.Refused refused =
          assertInstanceOf(CloseReason.Refused.class, listener.awaitClosed());
      assertEquals(status, refused.status());
      assertTrue(refused.detail().contains("the test requires status " + status), refused.detail());
      assertEquals(0, listener.losses());
    }
  }

  @Test
  @DisplayName("15. (a status from 400 to 499 except 408, 425 and 429)")
  void goesOn(TransportFixture fixture) {
    for (int status : new int[] {408, 425, 429, 500, 502, 503, 504}) {
      fixture.gate.refuse(status, Map.of());
    }
    RecordingListener listener = fixture.opened("a");
    listener.awaitReached(fixture.publish("a", "at last"));
    assertEquals(List.of("at last"), listener.data());
  }

  /** The cause of the first loss. */
  private static @Nullable Exception lostBy(RecordingListener listener) {
    return listener.changes().stream()
        .filter(change -> change.state() == PushState.RECONNECTING)
        .findFirst()
        .orElseThrow()
        .cause();
  }

  /** Asserts that the loss has no cause, and that the channel paused as the server requested. */
  private static void assertCameBackWhenAsked(RecordingListener listener) {
    List<RecordingListener.Change> changes = listener.changes();
    List<PushState> states = changes.stream().map(RecordingListener.Change::state).toList();
    int lost = states.indexOf(PushState.RECONNECTING);
    assertNull(changes.get(lost).cause(), "a goodbye is not a failure");
    long pause = changes.get(lost + 1).nanos() - changes.get(lost).nanos();
    assertAtLeast(SHORTEST_RETRY, Duration.ofNanos(pause));
  }

  /** Returns the time between request {@code i} and the next one, counted from 1. */
  private static Duration between(TransportFixture fixture, int i) {
    List<Long> arrivals = fixture.gate.arrivals();
    return Duration.ofNanos(arrivals.get(i) - arrivals.get(i - 1));
  }

  private static Duration since(long nanos) {
    return Duration.ofNanos(System.nanoTime() - nanos);
  }

  private static Duration min(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }

  private static void assertAtLeast(Duration least, Duration actual) {
    assertTrue(actual.compareTo(least) >= 0, () -> "must be at least " + least + ", was " + actual);
  }

  private static void assertAtMost(Duration most, Duration actual) {
    assertTrue(actual.compareTo(most) <= 0, () -> "must be at most " + most + ", was " + actual);
  }
}
