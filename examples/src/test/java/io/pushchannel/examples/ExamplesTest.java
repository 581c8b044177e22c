package io.pushchannel.examples;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pushchannel.CloseReason;
import io.pushchannel.Cursor;
import io.pushchannel.Gap;
import io.pushchannel.Message;
import io.pushchannel.MessageBus;
import io.pushchannel.PushChannel;
import io.pushchannel.PushListener;
import io.pushchannel.PushState;
import io.pushchannel.Retention;
import io.pushchannel.server.PushServer;
import io.pushchannel.spi.PushTransport;
import io.pushchannel.wire.Json;
import io.pushchannel.wire.Position;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs each example against a real server with each of the four transports. */
@SuppressWarnings("try") // some resources are only closed
class ExamplesTest {

  private static final List<String> WORDS = List.of("a", "stream", "that", "ends");

  private final MessageBus bus = MessageBus.inMemory(Retention.builder().messages(5).build());
  private final PushServer server =
      PushServer.builder(bus).port(0).mount("/trigger", new TriggerEndpoint(bus, "events")).start();
  private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
  private final Queue<String> received = new ConcurrentLinkedQueue<>();
  private final Queue<String> others = new ConcurrentLinkedQueue<>();

  @AfterEach
  void close() {
    clock.shutdownNow();
    server.close();
    bus.close();
  }

  @ParameterizedTest
  @MethodSource("io.pushchannel.examples.Transports#all")
  void wordsComeInOrderAndTheirEndEndsTheReader(PushTransport transport) throws Exception {
    var words = WordStream.read(server.uri(), transport, "words");
    WordStream.start(bus, "words", WORDS, Duration.ofMillis(20), clock);
    assertEquals(WORDS, words.get(10, TimeUnit.SECONDS));
    await()
        .until(() -> server.statistics().connections() == 0 || transport.name().endsWith("poll"));
  }

  @ParameterizedTest
  @MethodSource("io.pushchannel.examples.Transports#all")
  void whoComesAfterTheEndHearsAllTheSame(PushTransport transport) throws Exception {
    WordStream.start(bus, "words", WORDS, Duration.ZERO, clock);
    WordStream.read(server.uri(), transport, "words").get(10, TimeUnit.SECONDS);
    assertEquals(
        WORDS, WordStream.read(server.uri(), transport, "words").get(10, TimeUnit.SECONDS));
  }

  @ParameterizedTest
  @MethodSource("io.pushchannel.examples.Transports#all")
  void aReaderThatIsRefusedSaysThatItHeardNoEnd(PushTransport transport) {
    URI elsewhere = URI.create(server.uri() + "/nothing/here");
    var words = WordStream.read(elsewhere, transport, "words");
    await().until(words::isDone);
    Exception failure = assertThrows(ExecutionException.class, words::get);
    assertTrue(
        failure.getMessage().contains("before the end of the stream: Refused[status=404"),
        failure + "");
  }

  @ParameterizedTest
  @MethodSource("io.pushchannel.examples.Transports#all")
  void performanceIsToldAgainAndAgain(PushTransport transport) {
    try (var monitor = new PerformanceMonitor(bus, "performance", () -> 7, Duration.ofMillis(30));
        var channel = listen(transport, "performance")) {
      await().until(() -> received.size() >= 3);
      received.forEach(
          json -> {
            var sample = Json.MAPPER.readValue(json, PerformanceMonitor.Sample.class);
            assertEquals(7, sample.connections());
            assertTrue(sample.threads() > 1 && sample.heapBytes() > 1000 && sample.cpu() <= 1);
          });
    }
  }

  @ParameterizedTest
  @MethodSource("io.pushchannel.examples.Transports#all")
  void aVisitIsAnEvent(PushTransport transport) throws Exception {
    try (var channel = listen(transport, "events")) {
      assertEquals(200, visit("?eventType=customer"));
      await().until(() -> received.size() == 1);
      assertTrue(received.remove().startsWith("{\"eventType\":\"customer\",\"at\":\"20"));
    }
  }

  @Test
  void aVisitThatNamesNoEventIsRefused() throws Exception {
    assertEquals(400, visit(""));
    assertEquals(400, visit("?eventType=%3Cscript%3E"));
    assertEquals(400, visit("?eventType=a&eventType=b"));
  }

  @ParameterizedTest
  @MethodSource("io.pushchannel.examples.Transports#all")
  void aDeviceGetsWhatItMissedWhileItWasOffline(PushTransport transport) {
    DevicePush push = new DevicePush(bus);
    try (Device device = device(transport, "ann", Set.of("vip"), Cursor.LATEST, received);
        Device other = device(transport, "bob", Set.of(), Cursor.LATEST, others)) {
      await().until(() -> received.contains("OPEN") && others.contains("OPEN"));
      device.goOffline();
      push.toAlias("ann", "to ann");
      push.toTag("vip", "to vips");
      push.toAll("to all");
      await().until(() -> others.contains("to all"));
      received.clear();
      device.goOnline();
      await().until(() -> received.contains("to all"));
      received.removeIf(text -> !text.startsWith("to "));
      assertEquals(List.of("to ann", "to vips", "to all"), List.copyOf(received));
      others.removeIf(text -> !text.startsWith("to "));
      assertEquals(List.of("to all"), List.copyOf(others));
    }
  }

  @ParameterizedTest
  @MethodSource("io.pushchannel.examples.Transports#all")
  void aDeviceThatWasAwayForTooLongReceivesAGap(PushTransport transport) throws Exception {
    DevicePush push = new DevicePush(bus);
    Cursor cursor;
    try (Device device = device(transport, "ann", Set.of(), Cursor.LATEST, received)) {
      await().until(() -> received.contains("OPEN"));
      cursor = finalCursor(device);
    }
    for (int i = 1; i <= 7; i++) {
      push.toAlias("ann", "to ann " + i);
    }
    received.clear();
    try (Device again = device(transport, "ann", Set.of(), cursor, received)) {
      await().until(() -> received.contains("to ann 7"));
      received.removeIf(text -> !text.startsWith("to ") && !text.startsWith("gap"));
      assertEquals(
          List.of("gap EVICTED", "to ann 3", "to ann 4", "to ann 5", "to ann 6", "to ann 7"),
          List.copyOf(received));
    }
  }

  @ParameterizedTest
  @MethodSource("io.pushchannel.examples.Transports#all")
  void goingOfflineWhileTheListenerWorksRepeatsNothing(PushTransport transport) throws Exception {
    DevicePush push = new DevicePush(bus);
    CountDownLatch started = new CountDownLatch(1);
    CountDownLatch released = new CountDownLatch(1);
    PushListener slow =
        new EventRecorder(received) {
          @Override
          public void onMessage(Message message) {
            started.countDown();
            awaitUnchecked(released);
            super.onMessage(message);
          }
        };
    try (Device device = device(transport, "ann", Set.of(), Cursor.LATEST, slow)) {
      await().until(() -> received.contains("OPEN"));
      push.toAll("to all 1");
      assertTrue(started.await(10, TimeUnit.SECONDS));
      var offline = device.goOffline().toCompletableFuture();
      device.goOnline();
      assertFalse(offline.isDone());
      released.countDown();
      push.toAll("to all 2");
      await().until(() -> received.contains("to all 2"));
      assertEquals(List.of("to all 1", "to all 2"), messages());
      assertEquals(1, Position.of(offline.get(10, TimeUnit.SECONDS)).sequence());
    }
  }

  @ParameterizedTest
  @MethodSource("io.pushchannel.examples.Transports#all")
  void goingOnlineTwiceRepeatsNothing(PushTransport transport) throws Exception {
    DevicePush push = new DevicePush(bus);
    try (Device device = device(transport, "ann", Set.of(), Cursor.LATEST, received)) {
      await().until(() -> received.contains("OPEN"));
      push.toAll("to all 1");
      await().until(() -> received.contains("to all 1"));
      device.goOnline();
      push.toAll("to all 2");
      await().until(() -> received.contains("to all 2"));
      finalCursor(device);
      device.goOnline();
      device.goOnline();
      push.toAll("to all 3");
      await().until(() -> received.contains("to all 3"));
      assertEquals(List.of("to all 1", "to all 2", "to all 3"), messages());
    }
  }

  @ParameterizedTest
  @MethodSource("io.pushchannel.examples.Transports#all")
  void aListenerMayTakeItsDeviceOffline(PushTransport transport) throws Exception {
    DevicePush push = new DevicePush(bus);
    CompletableFuture<Device> itself = new CompletableFuture<>();
    CompletableFuture<Cursor> offline = new CompletableFuture<>();
    PushListener leaving =
        new EventRecorder(received) {
          @Override
          public void onMessage(Message message) {
            super.onMessage(message);
            itself.join().goOffline().thenAccept(offline::complete);
          }
        };
    try (Device device = device(transport, "ann", Set.of(), Cursor.LATEST, leaving)) {
      itself.complete(device);
      await().until(() -> received.contains("OPEN"));
      push.toAll("to all 1");
      assertEquals(1, Position.of(offline.get(10, TimeUnit.SECONDS)).sequence());
      push.toAll("to all 2");
      device.goOnline();
      await().until(() -> received.contains("to all 2"));
      assertEquals(List.of("to all 1", "to all 2"), messages());
    }
  }

  private static Cursor finalCursor(Device device) throws Exception {
    return device.goOffline().toCompletableFuture().get(10, TimeUnit.SECONDS);
  }

  private List<String> messages() {
    return received.stream().filter(text -> text.startsWith("to ")).toList();
  }

  private static void awaitUnchecked(CountDownLatch latch) {
    try {
      assertTrue(latch.await(10, TimeUnit.SECONDS));
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private PushChannel listen(PushTransport transport, String topic) {
    PushChannel channel =
        PushChannel.open(server.uri(), transport, Set.of(topic), m -> received.add(m.data()));
    await().until(() -> channel.state() == PushState.OPEN);
    return channel;
  }

  private Device device(
      PushTransport transport,
      String alias,
      Set<String> tags,
      Cursor cursor,
      Queue<String> delivered) {
    return device(transport, alias, tags, cursor, new EventRecorder(delivered));
  }

  private Device device(
      PushTransport transport,
      String alias,
      Set<String> tags,
      Cursor cursor,
      PushListener listener) {
    return new Device(server.uri(), transport, alias, tags, cursor, listener);
  }

  private int visit(String query) throws Exception {
    URI address = server.uri().resolve("/trigger" + query);
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }

  private static class EventRecorder implements PushListener {

    private final Queue<String> delivered;

    EventRecorder(Queue<String> delivered) {
      this.delivered = delivered;
    }

    @Override
    public void onMessage(Message message) {
      delivered.add(message.data());
    }

    @Override
    public void onGap(Gap gap) {
      delivered.add("gap " + gap.reason().name());
    }

    @Override
    public void onState(PushState state, Exception cause) {
      delivered.add(state.name());
    }

    @Override
    public void onClosed(CloseReason reason) {
      delivered.add("closed");
    }
  }
}
