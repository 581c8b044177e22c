package io.pushchannel.demo.tap;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pushchannel.MessageBus;
import io.pushchannel.server.PushServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Compares the recorded events of a tap with the bytes that went through it. */
class TapTest {

  private final MessageBus bus = MessageBus.inMemory();
  private final PushServer server =
      PushServer.builder(bus).port(0).heartbeat(Duration.ofMillis(200)).start();
  private final WireLog log = new WireLog(Clock.systemUTC());
  private final List<WireEvent> seen = new ArrayList<>();
  private Tap tap;

  @BeforeEach
  void open() throws IOException {
    tap = new Tap("t", InetAddress.getLoopbackAddress(), 0, server::port, log);
  }

  @AfterEach
  void close() throws IOException {
    tap.close();
    server.close();
    bus.close();
  }

  @Test
  void requestsAndAnswersAreToldWithEveryByte() throws Exception {
    String get =
        "GET /push/shortpoll?topic=a&after=latest&client=7 HTTP/1.1\r\nHost: localhost\r\n\r\n";
    String post =
        "POST /push/publish?topic=a&client=8 HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n\r\n"
            + "one\r\n\r\ntwo";
    byte[] answers;
    try (Socket socket = new Socket("127.0.0.1", tap.port())) {
      send(socket, get);
      awaitKind(Kind.EMPTY);
      for (byte octet : post.getBytes(StandardCharsets.UTF_8)) {
        socket.getOutputStream().write(octet); // one write per byte
      }
      awaitKind(Kind.ANSWER);
      socket.shutdownOutput();
      answers = socket.getInputStream().readAllBytes();
    }
    awaitKind(Kind.CLOSED);
    assertEquals(List.of("GET", "POST"), labels(Kind.REQUEST));
    assertEquals(List.of(7, 8), events(Kind.REQUEST).map(WireEvent::client).toList());
    assertEquals(List.of(get, post), events(Kind.REQUEST).map(this::text).toList());
    assertEquals(events(Kind.REQUEST).toList().get(1).id(), one(Kind.ANSWER).request());
    assertEquals("201", one(Kind.ANSWER).label());
    assertEquals(
        new String(answers, StandardCharsets.UTF_8),
        text(one(Kind.EMPTY)) + text(one(Kind.ANSWER)));
  }

  @Test
  void aBatchTellsHowManyMessagesItHas() throws Exception {
    bus.publish("a", "{\"id\":\"not a message\"}");
    bus.publish("a", "two");
    try (Socket socket = new Socket("127.0.0.1", tap.port())) {
      send(
          socket, "GET /push/shortpoll?topic=a&after=earliest HTTP/1.1\r\nHost: localhost\r\n\r\n");
      awaitKind(Kind.ANSWER);
    }
    assertEquals(List.of("200, 2 messages"), labels(Kind.ANSWER));
  }

  @Test
  void anEventStreamIsToldEventByEventHeartbeatsIncluded() throws Exception {
    try (Socket socket = new Socket("127.0.0.1", tap.port())) {
      send(socket, "GET /push/sse?topic=a&client=3 HTTP/1.1\r\nHost: localhost\r\n\r\n");
      awaitKind(Kind.CONTROL);
      bus.publish("a", "event: $gap\n:\nwith lines that look like others");
      awaitKind(Kind.MESSAGE);
      awaitKind(Kind.HEARTBEAT);
      assertEquals("$open", one(Kind.CONTROL).label());
      assertTrue(text(one(Kind.MESSAGE)).contains("data: event: $gap\ndata: :\ndata: with lines"));
      assertEquals("3\r\n:\n\n\r\n".length(), one(Kind.HEARTBEAT).bytes());
      assertEquals(one(Kind.REQUEST).id(), one(Kind.MESSAGE).request());
      byte[] all = read(socket.getInputStream(), (int) total(false));
      ByteArrayOutputStream delivered = new ByteArrayOutputStream();
      seen.stream().filter(e -> !e.up()).forEach(e -> delivered.writeBytes(found(e).bytes()));
      assertArrayEquals(all, delivered.toByteArray());
    }
  }

  @Test
  void framesOfEverySizeAreTold() throws Exception {
    Queue<String> received = new ConcurrentLinkedQueue<>();
    WebSocket socket = webSocket(received);
    for (int size : new int[] {1, 200, 70_000}) {
      socket
          .sendText("{\"publish\":{\"topic\":\"a\",\"data\":\"" + "x".repeat(size) + "\"}}", true)
          .join();
    }
    await().until(() -> received.stream().filter(m -> m.contains("\"id\"")).count() >= 6);
    awaitKind(Kind.HEARTBEAT);
    await().until(() -> take(Kind.HEARTBEAT) >= 2);
    // this client splits the large command into several frames
    List<Long> up = events(Kind.MESSAGE).filter(WireEvent::up).map(WireEvent::bytes).toList();
    int command = "{\"publish\":{\"topic\":\"a\",\"data\":\"\"}}".length();
    assertEquals(List.of(command + 1 + 6L, command + 200 + 8L), up.subList(0, 2));
    List<Long> down = events(Kind.MESSAGE).filter(e -> !e.up()).map(WireEvent::bytes).toList();
    assertEquals(3, down.size());
    assertEquals(199 + 2, down.get(1) - down.get(0));
    assertEquals(70_000 - 200 + 6, down.get(2) - down.get(1));
    assertTrue(labels(Kind.CONTROL).containsAll(List.of("open", "published")));
    assertTrue(labels(Kind.HEARTBEAT).containsAll(List.of("ping", "pong")));
    socket.abort();
  }

  @Test
  void aCutIsFeltAtBothEndsAndTold() throws Exception {
    try (Socket socket = new Socket("127.0.0.1", tap.port())) {
      send(socket, "GET /push/sse?topic=a HTTP/1.1\r\nHost: localhost\r\n\r\n");
      awaitKind(Kind.CONTROL);
      tap.cut();
      socket.setSoTimeout(5000);
      socket.getInputStream().readAllBytes();
      awaitKind(Kind.CLOSED);
      assertEquals(List.of("cut"), labels(Kind.CLOSED));
      await().until(() -> server.statistics().connections() == 0);
    }
  }

  @Test
  void whilePausedNothingComesAndAfterwardsAllOfIt() throws Exception {
    try (Socket socket = new Socket("127.0.0.1", tap.port())) {
      send(socket, "GET /push/sse?topic=a HTTP/1.1\r\nHost: localhost\r\n\r\n");
      awaitKind(Kind.CONTROL);
      tap.pause(true);
      bus.publish("a", "while paused");
      await().during(Duration.ofMillis(300)).until(() -> take(Kind.MESSAGE) == 0);
      tap.pause(false);
      awaitKind(Kind.MESSAGE);
    }
  }

  @Test
  void aServerThatIsNotThereClosesTheClient() throws Exception {
    server.close();
    try (Socket socket = new Socket("127.0.0.1", tap.port())) {
      socket.setSoTimeout(5000);
      assertEquals(-1, socket.getInputStream().read());
    }
  }

  @Test
  void onlySoManyBytesAreKept() {
    long first = add(1 << 20);
    for (int i = 0; i < 8; i++) {
      add(1 << 20);
    }
    assertNull(log.find(first));
    assertNotNull(log.find(first + 8));
  }

  @Test
  void whatNobodyTakesIsCountedOnly() {
    for (int i = 0; i < 4100; i++) {
      add(1);
    }
    WireLog.Taken taken = log.take();
    assertEquals(4000, taken.events().size());
    assertEquals(100, taken.skipped());
    assertEquals(0, log.take().skipped());
  }

  private long add(int bytes) {
    WireEvent event = new WireEvent(0, 0, "t", 1, 1, true, Kind.MESSAGE, "", bytes, 0);
    return log.add(event, new byte[bytes]);
  }

  private WebSocket webSocket(Queue<String> received) {
    URI address = URI.create("ws://127.0.0.1:" + tap.port() + "/push/websocket?topic=a");
    StringBuilder text = new StringBuilder();
    return HttpClient.newHttpClient()
        .newWebSocketBuilder()
        .buildAsync(
            address,
            new WebSocket.Listener() {
              @Override
              public CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
                text.append(part);
                if (last) {
                  received.add(text.toString());
                  text.setLength(0);
                }
                return WebSocket.Listener.super.onText(socket, part, last);
              }
            })
        .join();
  }

  private static void send(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] read(InputStream in, int length) throws IOException {
    return in.readNBytes(length);
  }

  private void awaitKind(Kind kind) {
    await().until(() -> take(kind) > 0);
  }

  private long take(Kind kind) {
    seen.addAll(log.take().events());
    return events(kind).count();
  }

  private Stream<WireEvent> events(Kind kind) {
    return seen.stream().filter(event -> event.kind() == kind);
  }

  private WireEvent one(Kind kind) {
    return events(kind).findFirst().orElseThrow();
  }

  private List<String> labels(Kind kind) {
    return events(kind).map(WireEvent::label).toList();
  }

  private long total(boolean up) {
    return seen.stream().filter(e -> e.up() == up).mapToLong(WireEvent::bytes).sum();
  }

  private WireLog.Seen found(WireEvent event) {
    return log.find(event.id());
  }

  private String text(WireEvent event) {
    return new String(found(event).bytes(), StandardCharsets.UTF_8);
  }
}
