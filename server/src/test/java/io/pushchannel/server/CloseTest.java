package io.pushchannel.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pushchannel.spi.PushEndpoint;
import io.pushchannel.spi.PushStream;
import io.pushchannel.wire.WireBuffer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CloseTest {

  @Test
  void streamsAreToldToComeBackAtTimesThatDiffer() throws Exception {
    PushEndpoint script =
        exchange -> {
          PushStream stream = exchange.stream(200, Map.of());
          stream.onClosing(
              retry -> {
                stream.write(new WireBuffer().decimal(retry.toMillis()));
                stream.close();
              });
        };
    try (TestServer server = new TestServer(script)) {
      List<RawClient> clients = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        RawClient client = server.connect();
        clients.add(client);
        client.get("/push/script").head();
      }
      Thread closing = new Thread(server.server::close);
      closing.start();
      Set<Integer> retries = new HashSet<>();
      for (RawClient client : clients) {
        int retry = Integer.parseInt(client.readToEnd());
        assertTrue(retry >= 500 && retry <= 3000, "got " + retry);
        retries.add(retry);
        client.close();
      }
      assertTrue(retries.size() > 10, "got " + retries);
      closing.join();
    }
  }

  @Test
  void aHeldExchangeIsAnsweredAndItsConnectionClosed() throws Exception {
    AtomicInteger held = new AtomicInteger();
    PushEndpoint script =
        exchange -> {
          exchange.onClosing(() -> exchange.respond(200, Map.of(), new byte[] {'x'}));
          held.incrementAndGet();
        };
    try (TestServer server = new TestServer(script);
        RawClient client = server.connect()) {
      client.get("/push/script");
      await().until(() -> held.get() == 1);
      server.server.close();
      var answer = client.answer();
      assertEquals("x", answer.body());
      assertEquals("close", answer.header("Connection"));
      assertEquals("", client.readToEnd());
    }
  }

  @Test
  void idleConnectionsAreClosedAndNoNewOnesTaken() throws Exception {
    try (TestServer server = new TestServer(TestServer.ECHO);
        RawClient client = server.connect()) {
      client.get("/push").answer();
      assertTimeout(Duration.ofSeconds(1), server.server::close);
      assertEquals("", client.readToEnd());
      assertThrows(IOException.class, server::connect);
    }
  }

  @Test
  void whoDoesNotListenIsNotWaitedForLong() throws Exception {
    try (TestServer server = new TestServer(exchange -> {});
        RawClient client = server.connect()) {
      client.get("/push/script").get("/push/script");
      await().until(() -> server.server.statistics().connections() == 1);
      assertTimeout(Duration.ofSeconds(3), server.server::close);
      assertEquals("", client.readToEnd());
    }
  }

  @Test
  void closingOnAnEventLoopOfTheServerThrowsAndTheServerGoesOn() throws Exception {
    CompletableFuture<PushServer> self = new CompletableFuture<>();
    PushEndpoint script =
        exchange -> {
          Exception refused = assertThrows(IllegalStateException.class, () -> self.join().close());
          exchange.respond(200, Map.of(), String.valueOf(refused.getMessage()).getBytes(UTF_8));
        };
    try (TestServer server = new TestServer(script);
        RawClient client = server.connect()) {
      self.complete(server.server);
      String message = client.get("/push/script").answer().body();
      assertTrue(message.startsWith("close must not be called on an event loop"), message);
      assertEquals(200, client.get("/push").answer().status());
      server.server.close();
      assertThrows(IOException.class, server::connect);
    }
  }

  @Test
  void allClosingTasksOfAnExchangeRunUnlessItHasEnded() throws Exception {
    List<String> ran = new CopyOnWriteArrayList<>();
    PushEndpoint script =
        exchange -> {
          boolean isAnswered = !exchange.query("answered").isEmpty();
          String name = isAnswered ? "answered" : "held";
          exchange.onClosing(() -> ran.add(name + " 1"));
          exchange.onClosing(() -> ran.add(name + " 2"));
          if (isAnswered) {
            exchange.respond(200, Map.of(), new byte[0]);
          } else {
            exchange.onClosing(() -> exchange.respond(200, Map.of(), new byte[0]));
          }
        };
    try (TestServer server = new TestServer(script);
        RawClient client = server.connect()) {
      assertEquals(200, client.get("/push/script?answered=1").answer().status());
      client.get("/push/script").get("/push/script"); // the second waits behind the first
      RawClient other = server.connect();
      await().until(() -> server.server.statistics().connections() == 2);
      assertEquals(200, other.get("/push").answer().status());
      server.server.close();
      assertEquals(200, client.answer().status());
      other.close();
      assertEquals(List.of("held 1", "held 2"), ran);
    }
  }

  @Test
  void closingAgainDoesNothingAndTheBusStaysOpen() throws Exception {
    try (TestServer server = new TestServer(TestServer.ECHO)) {
      server.server.close();
      server.server.close();
      server.bus.publish("t", "still here").toCompletableFuture().get();
    }
  }

  @Test
  void theThreadsAreGoneAfterwards() {
    try (TestServer server = new TestServer(TestServer.ECHO)) {
      server.server.close();
      await()
          .until(
              () ->
                  Thread.getAllStackTraces().keySet().stream()
                      .noneMatch(thread -> thread.getName().startsWith("pushchannel-server")));
    }
  }
}
