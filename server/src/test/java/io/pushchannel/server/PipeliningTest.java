package io.pushchannel.server;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pushchannel.spi.PushEndpoint;
import io.pushchannel.spi.PushExchange;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Many requests on one connection: in order, one at a time, and never more than are wanted. */
class PipeliningTest {

  @Test
  void requestsSentTogetherAreAnsweredInOrder() throws Exception {
    try (TestServer server = new TestServer(TestServer.ECHO);
        RawClient client = server.connect()) {
      StringBuilder requests = new StringBuilder();
      for (int i = 0; i < 1000; i++) {
        requests.append("GET /push/script?n=" + i + " HTTP/1.1\r\nHost: a\r\n\r\n");
      }
      client.send(requests.toString());
      for (int i = 0; i < 1000; i++) {
        assertEquals("/push/script?n=" + i, client.answer().body());
      }
    }
  }

  @Test
  void aRequestBehindAHeldOneWaitsForItsTurn() throws Exception {
    Queue<PushExchange> held = new ConcurrentLinkedQueue<>();
    try (TestServer server = new TestServer(held::add);
        RawClient client = server.connect()) {
      client.get("/push/script?n=1").get("/push/script?n=2").get("/push");
      for (int n = 1; n <= 2; n++) {
        await().until(() -> held.size() == 1);
        PushExchange exchange = held.remove();
        exchange.respond(200, Map.of(), exchange.target().getBytes());
        assertEquals("/push/script?n=" + n, client.answer().body());
      }
      assertTrue(client.answer().body().startsWith("{\"protocol\":1"));
    }
  }

  @Test
  void manyThatAskAndCloseTheirHalfWhileTheLoopIsBusyAreAllAnswered() throws Exception {
    CountDownLatch busy = new CountDownLatch(1);
    PushEndpoint script =
        exchange -> {
          if (exchange.target().endsWith("n=0")) {
            awaitOnTheLoop(busy);
          }
          TestServer.ECHO.handle(exchange);
        };
    List<RawClient> clients = new ArrayList<>();
    try (TestServer server = new TestServer(script, settings -> settings.eventLoops(1))) {
      for (int n = 0; n < 100; n++) {
        clients.add(server.connect());
      }
      for (int n = 0; n < clients.size(); n++) {
        clients.get(n).get("/push/script?n=" + n).shutdownOutput();
      }
      busy.countDown();
      for (int n = 0; n < clients.size(); n++) {
        assertEquals("/push/script?n=" + n, clients.get(n).answer().body());
      }
    } finally {
      for (RawClient client : clients) {
        client.close();
      }
    }
  }

  private static void awaitOnTheLoop(CountDownLatch latch) {
    try {
      assertTrue(latch.await(5, TimeUnit.SECONDS));
    } catch (InterruptedException e) {
      throw new IllegalStateException("the loop was interrupted", e);
    }
  }

  @Test
  void whoDoesNotReadAnswersGetsNoMoreOfThem() throws Exception {
    AtomicInteger answered = new AtomicInteger();
    byte[] large = new byte[1 << 20];
    PushEndpoint script =
        exchange -> {
          answered.incrementAndGet();
          exchange.respond(200, Map.of(), large);
        };
    try (TestServer server = new TestServer(script);
        RawClient client = new RawClient(server.server.port(), 4096);
        RawClient other = server.connect()) {
      client.send("GET /push/script HTTP/1.1\r\nHost: a\r\n\r\n".repeat(100));
      await().until(() -> answered.get() > 0);
      for (int i = 0; i < 100; i++) {
        assertEquals(200, other.get("/push").answer().status());
      }
      assertTrue(answered.get() < 20, answered + " were answered, which is their size in MiB");
      for (int i = 0; i < 100; i++) {
        assertEquals(large.length, client.answer().body().length());
      }
    }
  }

  @Test
  void tenThousandRequestsGoOverOneConnection() throws Exception {
    try (TestServer server = new TestServer(TestServer.ECHO);
        RawClient client = server.connect()) {
      for (int i = 0; i < 10_000; i++) {
        assertEquals(200, client.get("/push/script").answer().status());
      }
      assertEquals(1, server.server.statistics().connections());
    }
  }

  @Test
  void theConnectionsFateIsTheClients() throws Exception {
    try (TestServer server = new TestServer(TestServer.ECHO)) {
      try (RawClient client = server.connect()) {
        client.send("GET /push HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
        assertEquals("close", client.answer().header("Connection"));
        assertEquals("", client.readToEnd());
      }
      try (RawClient client = server.connect()) {
        client.send("GET /push HTTP/1.0\r\n\r\n");
        assertEquals(200, client.answer().status());
        assertEquals("", client.readToEnd());
      }
      try (RawClient client = server.connect()) {
        client.send("GET /push HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
        assertEquals("keep-alive", client.answer().header("Connection"));
        assertEquals(200, client.get("/push").answer().status());
      }
    }
  }
}
