package io.pushchannel.websocket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pushchannel.Cursor;
import io.pushchannel.Message;
import io.pushchannel.PublishResult;
import io.pushchannel.PushOptions;
import io.pushchannel.spi.PushConnection;
import io.pushchannel.testkit.wire.ScriptedPeer;
import io.pushchannel.testkit.wire.ScriptedServer;
import io.pushchannel.wire.Position;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A receiver that waits for a publish, against a server that does what a test says. */
@Timeout(60)
class WaitingReceiverTest {

  private static final String PUBLISHED =
      "{\"control\":\"published\",\"ref\":\"1\",\"id\":\"e-9\"}";
  private static final int MORE_THAN_KEPT = 10_000;

  private final ScriptedServer server = new ScriptedServer();
  private final PushConnection connection =
      new WebSocketTransport()
          .connection(
              server.uri(), PushOptions.builder().connectTimeout(Duration.ofSeconds(20)).build());
  private final CompletableFuture<PublishResult> awaited = new CompletableFuture<>();
  private final RecordingReceiver receiver = new RecordingReceiver();

  @AfterEach
  void close() {
    connection.close();
    server.close();
  }

  @Test
  void anAcknowledgementOvertakesMessagesAndTheirOrderIsKept() throws Exception {
    attempt(waiting(1));
    try (ScriptedPeer peer = server.accept()) {
      peer.webSocket().open(15_000).text(message(1));
      assertTrue(peer.webSocket().read().text().contains("\"waited for\""));
      for (int i = 2; i <= 100; i++) {
        peer.webSocket().text(message(i));
      }
      peer.webSocket().text(PUBLISHED);
      assertEquals("e-9", awaited.get(20, TimeUnit.SECONDS).id().toString());
      awaitMessages(100);
    }
  }

  @Test
  void beyondTheBoundTheConnectionEndsAndTheNextResumes() throws Exception {
    CompletableFuture<Void> attempt = attempt(waiting(1));
    long delivered;
    try (ScriptedPeer peer = server.accept()) {
      peer.webSocket().open(15_000).text(message(1));
      peer.webSocket().read();
      for (int i = 2; i <= MORE_THAN_KEPT; i++) {
        peer.webSocket().text(message(i));
      }
      peer.webSocket().text(PUBLISHED);
      awaited.get(20, TimeUnit.SECONDS);
    }
    try (ScriptedPeer peer = server.accept()) {
      String request = peer.request();
      delivered = receiver.received.size() - 1;
      assertTrue(request.contains("after=e-" + delivered + " "), request);
      assertTrue(delivered < MORE_THAN_KEPT, "" + delivered);
    }
    assertEquals(messages(delivered), receiver.received.subList(1, receiver.received.size()));
    assertInstanceOf(IOException.class, failureOf(attempt)); // of the second connection
  }

  @Test
  void aBrokenConnectionEndsTheAttemptAfterTheCallback() throws Exception {
    CompletableFuture<Void> attempt = attempt(waiting(1));
    try (ScriptedPeer peer = server.accept()) {
      peer.webSocket().open(15_000).text(message(1));
      peer.webSocket().read();
      peer.webSocket().text(message(2));
    }
    connection.close(); // fails the publish, and by that the wait
    assertThrows(ExecutionException.class, () -> awaited.get(20, TimeUnit.SECONDS));
    assertInstanceOf(IOException.class, failureOf(attempt));
  }

  @Test
  void aPublishByAnotherThreadIsAcknowledgedDuringACallback() throws Exception {
    CountDownLatch inCallback = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    attempt(
        new RecordingReceiver() {
          @Override
          public void message(Message message) {
            inCallback.countDown();
            await(release);
            receiver.message(message);
          }
        });
    try (ScriptedPeer peer = server.accept()) {
      peer.webSocket().open(15_000).text(message(1));
      await(inCallback);
      CompletableFuture<PublishResult> published =
          connection.publish("a", "x", null).toCompletableFuture();
      peer.webSocket().read();
      peer.webSocket().text(PUBLISHED);
      assertEquals("e-9", published.get(20, TimeUnit.SECONDS).id().toString());
      peer.webSocket().text(message(2));
      release.countDown();
      awaitMessages(2);
    }
  }

  @Test
  void pingsAreAnsweredWhileItWaits() throws Exception {
    attempt(waiting(1));
    try (ScriptedPeer peer = server.accept()) {
      peer.webSocket().open(15_000).text(message(1));
      peer.webSocket().read();
      peer.webSocket().send("\u0089\u0002hi");
      assertEquals("hi", peer.webSocket().read().text());
      peer.webSocket().text(PUBLISHED);
      awaited.get(20, TimeUnit.SECONDS);
    }
  }

  private RecordingReceiver waiting(int sequence) {
    return new RecordingReceiver() {
      @Override
      public void opened(Cursor cursor) {
        receiver.opened(cursor);
      }

      @Override
      public void message(Message message) {
        if (Position.of(message.id()).sequence() == sequence) {
          waitForPublish();
        }
        receiver.message(message);
      }
    };
  }

  private void waitForPublish() {
    try {
      awaited.complete(connection.publish("a", "waited for", null).toCompletableFuture().join());
    } catch (CompletionException e) {
      awaited.completeExceptionally(e);
    }
  }

  private CompletableFuture<Void> attempt(RecordingReceiver events) {
    CompletableFuture<Void> attempt = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                connection.run(Set.of("a"), Cursor.parse("e-0"), events);
                attempt.complete(null);
              } catch (IOException | InterruptedException | RuntimeException e) {
                attempt.completeExceptionally(e);
              }
            });
    thread.setDaemon(true);
    thread.start();
    return attempt;
  }

  private void awaitMessages(long count) {
    Awaitility.await()
        .untilAsserted(
            () ->
                assertEquals(
                    messages(count),
                    receiver.received.stream()
                        .filter(each -> each.startsWith("message"))
                        .toList()));
  }

  private static List<String> messages(long count) {
    return IntStream.rangeClosed(1, (int) count).mapToObj(i -> "message e-" + i + " a x").toList();
  }

  private static String message(int sequence) {
    return "{\"id\":\"e-" + sequence + "\",\"topic\":\"a\",\"data\":\"x\"}";
  }

  private static void await(CountDownLatch latch) {
    try {
      assertTrue(latch.await(20, TimeUnit.SECONDS));
    } catch (InterruptedException e) {
      throw new AssertionError("interrupted", e);
    }
  }

  private static Throwable failureOf(CompletableFuture<?> future) {
    return assertThrows(ExecutionException.class, () -> future.get(20, TimeUnit.SECONDS))
        .getCause();
  }
}
