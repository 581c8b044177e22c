package io.pushchannel.websocket;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pushchannel.Cursor;
import io.pushchannel.PublishResult;
import io.pushchannel.PushOptions;
import io.pushchannel.PushRefusedException;
import io.pushchannel.spi.PushConnection;
import io.pushchannel.testkit.wire.ScriptedPeer;
import io.pushchannel.testkit.wire.ScriptedServer;
import io.pushchannel.testkit.wire.ScriptedWebSocket;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The client half against a server that does what a test says, byte by byte. */
@Timeout(30)
class WebSocketConnectionTest {

  private static final PushOptions OPTIONS =
      PushOptions.builder()
          .connectTimeout(Duration.ofSeconds(4))
          .headers(Map.of("Authorization", "Bearer x"))
          .build();

  /** So many octets don't fit into the buffers between two sockets. */
  private static final int LONGER_THAN_BUFFERS = 15 << 20;

  private final RecordingReceiver receiver = new RecordingReceiver();
  private ScriptedServer server;
  private PushConnection connection;

  @BeforeEach
  void start() throws Exception {
    server = new ScriptedServer();
    connection = new WebSocketTransport().connection(server.uri(), OPTIONS);
  }

  @AfterEach
  void noThreadIsBusy() throws Exception {
    connection.close();
    server.close();
    await()
        .until(
            () ->
                Thread.getAllStackTraces().entrySet().stream()
                    .filter(each -> each.getKey().getName().startsWith("pushchannel-websocket-"))
                    .noneMatch(each -> isOurs(each.getValue())));
  }

  private static boolean isOurs(StackTraceElement[] stack) {
    return Stream.of(stack)
        .anyMatch(each -> each.getClassName().startsWith("io.pushchannel.websocket"));
  }

  @Test
  void itAsksForTopicsAndCursorAndNothingElse() throws Exception {
    CompletableFuture<Void> attempt = attempt();
    try (ScriptedPeer peer = server.accept()) {
      String request = peer.request();
      assertTrue(request.startsWith("GET /push/websocket?topic=a/b&after=e-7 HTTP/1.1\r\n"));
      assertTrue(request.contains("\r\nAuthorization: Bearer x\r\n"), request);
      assertTrue(request.contains("\r\nSec-WebSocket-Version: 13\r\n"), request);
      assertFalse(request.contains("Extensions"), request);
      assertFalse(request.contains("Protocol:"), request);
    }
    assertThrows(ExecutionException.class, () -> attempt.get(5, TimeUnit.SECONDS));
  }

  @Test
  void itTellsWhatItHearsInOrderAndEndsAfterBye() throws Exception {
    CompletableFuture<Void> attempt = attempt();
    try (ScriptedPeer peer = server.accept()) {
      peer.webSocket()
          .open(15_000)
          .text(
              "{\"control\":\"gap\",\"after\":\"e-0\",\"resumed\":\"e-4\",\"reason\":\"evicted\"}")
          .text("{\"id\":\"e-5\",\"topic\":\"a\",\"data\":\"\\u00e9\"}")
          .text("{\"control\":\"of a later version\"}")
          .text("{\"control\":\"bye\",\"retry\":1500}")
          .close(1001, "come back");
      attempt.get(5, TimeUnit.SECONDS);
      assertEquals(
          List.of("opened e-0", "gap e-0 e-4 evicted", "message e-5 a é", "retry 1500"),
          receiver.received);
      assertEquals(1001, peer.webSocket().read().code());
    }
  }

  @Test
  void aCloseIsAnsweredAlsoWhenTheAnswerWaitsBehindALongMessage() throws Exception {
    CompletableFuture<Void> attempt = attempt();
    try (ScriptedPeer peer = server.accept()) {
      peer.webSocket().open(15_000);
      await().until(() -> !receiver.received.isEmpty());
      publish("short", null);
      publish("x".repeat(LONGER_THAN_BUFFERS), null);
      assertTrue(peer.webSocket().read().text().contains("short"));
      peer.webSocket().text("{\"control\":\"bye\",\"retry\":1500}").close(1001, "come back");
      assertTrue(peer.webSocket().read().payload().length > LONGER_THAN_BUFFERS);
      assertEquals(1001, peer.webSocket().read().code());
      attempt.get(5, TimeUnit.SECONDS);
    }
  }

  @Test
  void aRefusalKeepsItsStatusItsDetailAndItsPause() throws Exception {
    CompletableFuture<Void> attempt = attempt();
    try (ScriptedPeer peer = server.accept()) {
      peer.request();
      peer.send("HTTP/1.1 503 Service Unavailable\r\nRetry-After: 7\r\n")
          .send("Content-Length: 27\r\n\r\n{\"detail\":")
          .send("\"too many, wait\"}");
      PushRefusedException failure =
          assertInstanceOf(PushRefusedException.class, failureOf(attempt));
      assertEquals(503, failure.status());
      assertEquals(Duration.ofSeconds(7), failure.retryAfter());
      assertTrue(String.valueOf(failure.getMessage()).endsWith(": too many, wait"));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "Sec-WebSocket-Extensions: permessage-deflate",
    "Sec-WebSocket-Protocol: chat",
    "Upgrade: h2c"
  })
  void anAnswerThatAcceptsWhatWasNotAskedForIsRefused(String header) throws Exception {
    CompletableFuture<Void> attempt = attempt();
    try (ScriptedPeer peer = server.accept()) {
      peer.webSocket().shakeHands(header + "\r\n");
      String message = String.valueOf(failureOf(attempt).getMessage());
      assertTrue(message.startsWith("the response must "), message);
    }
  }

  @Test
  void aHandshakeThatNeverEndsIsGivenUp() throws Exception {
    connection =
        new WebSocketTransport()
            .connection(
                server.uri(), OPTIONS.toBuilder().connectTimeout(Duration.ofMillis(200)).build());
    CompletableFuture<Void> attempt = attempt();
    try (ScriptedPeer peer = server.accept()) {
      peer.send("HTTP/1.1 101 Switching");
      assertInstanceOf(SocketTimeoutException.class, failureOf(attempt));
    }
  }

  @Test
  void aHandshakeThatTricklesIsGivenUpAsWell() throws Exception {
    connection =
        new WebSocketTransport()
            .connection(
                server.uri(), OPTIONS.toBuilder().connectTimeout(Duration.ofMillis(300)).build());
    CompletableFuture<Void> attempt = attempt();
    try (ScriptedPeer peer = server.accept()) {
      peer.send("HTTP/1.1 101 Switching\r\n");
      await()
          .pollInterval(Duration.ofMillis(20))
          .ignoreExceptions()
          .until(
              () -> {
                peer.send("X: x\r\n");
                return attempt.isDone();
              });
      assertInstanceOf(SocketTimeoutException.class, failureOf(attempt));
    }
  }

  @Test
  void anAnswerWithoutEndIsGivenUp() throws Exception {
    CompletableFuture<Void> attempt = attempt();
    try (ScriptedPeer peer = server.accept()) {
      peer.send("HTTP/1.1 101 " + "x".repeat(100_000));
      assertInstanceOf(IOException.class, failureOf(attempt));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "a masked frame, 81 82 00000000 7b7d",
    "a frame that announces 2 GiB, 81 7f 0000000080000000",
    "a reserved opcode, 83 00",
    "a fragment that announces the seventeenth MiB, 01 01 7b 00 7f 0000000001000000"
  })
  void aServerThatBreaksTheProtocolIsLeft(String what, String hex) throws Exception {
    CompletableFuture<Void> attempt = attempt();
    try (ScriptedPeer peer = server.accept()) {
      StringBuilder bytes = new StringBuilder();
      for (byte one : java.util.HexFormat.of().parseHex(hex.replace(" ", ""))) {
        bytes.append((char) (one & 0xff));
      }
      peer.webSocket().open(15_000).send(bytes.toString());
      String message = String.valueOf(failureOf(attempt).getMessage());
      assertTrue(message.startsWith("closed because of the server, with 100"), what + message);
    }
  }

  @Test
  void aCloseFrameWithoutByeIsAFailureWithItsReason() throws Exception {
    CompletableFuture<Void> attempt = attempt();
    try (ScriptedPeer peer = server.accept()) {
      peer.webSocket().open(15_000).close(1011, "no luck");
      assertEquals("the server closed with 1011: no luck", failureOf(attempt).getMessage());
    }
  }

  @Test
  void silenceOfTwoAnnouncedHeartbeatsEndsIt() throws Exception {
    CompletableFuture<Void> attempt = attempt();
    try (ScriptedPeer peer = server.accept()) {
      peer.webSocket().open(100);
      assertEquals("no data from the server within 200 ms", failureOf(attempt).getMessage());
    }
  }

  @Test
  void aPingIsAnsweredAndCountsAsASignOfLife() throws Exception {
    attempt();
    try (ScriptedPeer peer = server.accept()) {
      peer.webSocket().open(15_000).send("\u0089\u0002hi");
      ScriptedWebSocket.Frame pong = peer.webSocket().read();
      assertEquals(RawWebSocket.PONG, pong.first());
      assertEquals("hi", pong.text());
    }
  }

  @Test
  void aSlowListenerStillShowsLife() throws Exception {
    attempt();
    try (ScriptedPeer peer = server.accept()) {
      peer.webSocket().open(400);
      await()
          .pollInterval(Duration.ofMillis(5))
          .until(
              () -> {
                peer.webSocket().text("{\"id\":\"e-1\",\"topic\":\"a\",\"data\":\"\"}");
                return receiver.received.size() > 60;
              });
      assertEquals(RawWebSocket.PONG, peer.webSocket().read().first());
    }
  }

  @Test
  void whatTheReceiverThrowsEndsTheAttemptWithIt() throws Exception {
    RuntimeException mine = new IllegalStateException("mine");
    CompletableFuture<Void> attempt =
        attempt(
            new io.pushchannel.spi.Receiver() {
              @Override
              public void opened(Cursor cursor) {
                throw mine;
              }

              @Override
              public void gap(io.pushchannel.Gap gap) {}

              @Override
              public void message(io.pushchannel.Message message) {}

              @Override
              public void retryAfter(Duration retry) {}
            });
    try (ScriptedPeer peer = server.accept()) {
      peer.webSocket().open(15_000);
      assertEquals(mine, failureOf(attempt));
    }
  }

  @Test
  void closeEndsAnAttemptWhateverItWaitsFor() throws Exception {
    CompletableFuture<Void> attempt = attempt();
    try (ScriptedPeer peer = server.accept()) {
      peer.request();
      connection.close();
      assertInstanceOf(IOException.class, failureOf(attempt));
    }
    assertInstanceOf(IOException.class, failureOf(attempt()));
  }

  @Test
  void aPublishIsConfirmedByItsRef() throws Exception {
    try (ScriptedPeer peer = openPeer()) {
      CompletableFuture<PublishResult> first = publish("a \"quoted\" text", "k1");
      CompletableFuture<PublishResult> second = publish("é", "k2");
      assertEquals(
          "{\"publish\":{\"ref\":\"1\",\"topic\":\"a\","
              + "\"data\":\"a \\\"quoted\\\" text\",\"key\":\"k1\"}}",
          peer.webSocket().read().text());
      assertEquals(
          "{\"publish\":{\"ref\":\"2\",\"topic\":\"a\",\"data\":\"é\",\"key\":\"k2\"}}",
          peer.webSocket().read().text());
      peer.webSocket()
          .text("{\"control\":\"refused\",\"ref\":\"2\",\"status\":413,\"reason\":\"too large\"}")
          .text("{\"control\":\"published\",\"ref\":\"1\",\"id\":\"e-9\"}");
      assertEquals(new PublishResult(Cursor.parse("e-9"), false), first.get(5, TimeUnit.SECONDS));
      PushRefusedException refusal =
          assertInstanceOf(PushRefusedException.class, failureOf(second));
      assertEquals(413, refusal.status());
    }
  }

  @Test
  void aPublishWithoutAConnectionFailsAtOnce() {
    assertEquals("there is no open connection", failureOf(publish("text", "k")).getMessage());
  }

  @Test
  void aPublishFailsWhenItsConnectionBreaks() throws Exception {
    CompletableFuture<PublishResult> published;
    try (ScriptedPeer peer = openPeer()) {
      published = publish("text", "k");
      peer.webSocket().read();
    }
    assertEquals(
        "the connection ended before the server confirmed the publish",
        failureOf(published).getMessage());
  }

  @Test
  void ofThePublishesThatTheServerClosesOverTheLargestIsAtFault() throws Exception {
    try (ScriptedPeer peer = openPeer()) {
      CompletableFuture<PublishResult> small = publish("text", "k1");
      CompletableFuture<PublishResult> large = publish("a longer text", "k2");
      peer.webSocket().read();
      peer.webSocket().read();
      peer.webSocket().close(1009, "too big");
      assertEquals("the server closed with 1009: too big", failureOf(large).getMessage());
      assertEquals(413, ((PushRefusedException) failureOf(large)).status());
      assertFalse(failureOf(small) instanceof PushRefusedException, "it is to be sent again");
    }
  }

  /** A peer that has opened the stream; the connection may publish. */
  private ScriptedPeer openPeer() throws Exception {
    attempt();
    ScriptedPeer peer = server.accept();
    peer.webSocket().open(15_000);
    await().until(() -> !receiver.received.isEmpty());
    return peer;
  }

  private CompletableFuture<PublishResult> publish(String data, String key) {
    return connection.publish("a", data, key).toCompletableFuture();
  }

  private CompletableFuture<Void> attempt() {
    return attempt(receiver);
  }

  private CompletableFuture<Void> attempt(io.pushchannel.spi.Receiver events) {
    CompletableFuture<Void> attempt = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                connection.run(Set.of("a/b"), Cursor.parse("e-7"), events);
                attempt.complete(null);
              } catch (IOException | InterruptedException | RuntimeException e) {
                attempt.completeExceptionally(e);
              }
            });
    thread.setDaemon(true);
    thread.start();
    return attempt;
  }

  private static Throwable failureOf(CompletableFuture<?> future) {
    return assertThrows(ExecutionException.class, () -> future.get(5, TimeUnit.SECONDS)).getCause();
  }
}
