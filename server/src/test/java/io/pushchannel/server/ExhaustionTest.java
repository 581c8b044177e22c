package io.pushchannel.server;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pushchannel.spi.PushEndpoint;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Many clients at once want more than there is: others are served, memory stays within bounds, the
 * log says so in one line, and when they have gone it is as before. {@code -Dendurance=full} for
 * thousands in place of hundreds.
 */
@Timeout(60)
class ExhaustionTest {

  private static final boolean FULL = "full".equals(System.getProperty("endurance"));
  private static final int MANY = FULL ? 8000 : 500;
  private static final Duration SHORT = Duration.ofMillis(500);
  private static final Duration LONG = Duration.ofSeconds(60);
  private static final int LARGE = 8 << 20;

  private static final int PIECE = 8192;

  private static final PushEndpoint LARGE_ANSWERS =
      exchange -> exchange.respond(200, Map.of(), new byte[LARGE]);

  private final List<RawClient> clients = new ArrayList<>();
  private final ErrorLog log = new ErrorLog();

  @AfterEach
  void close() throws IOException {
    closeClients();
    log.close();
  }

  private void closeClients() throws IOException {
    for (RawClient client : clients) {
      client.close();
    }
    clients.clear();
  }

  private RawClient connect(TestServer server) throws IOException {
    RawClient client = new RawClient(server.server.port(), 4096);
    clients.add(client);
    return client;
  }

  private static TestServer limited(PushEndpoint script, ServerLimits limits) {
    return new TestServer(script, settings -> settings.limits(limits));
  }

  private static void awaitConnectionsClosed(TestServer server) {
    await()
        .pollInterval(Duration.ofMillis(10))
        .until(() -> server.server.statistics().connections() == 0);
  }

  @Test
  void connectionsBeyondTheLimitAreToldAndSomeThatLeaveMakeRoomForOthers() throws Exception {
    int limit = 100;
    try (TestServer server =
        limited(TestServer.ECHO, ServerLimits.builder().connections(limit).build())) {
      for (int i = 0; i < limit; i++) {
        assertEquals(200, connect(server).get("/push").answer().status());
      }
      for (int round = 0; round < 3; round++) {
        for (int i = 0; i < 200; i++) {
          try (RawClient oneTooMany = server.connect()) {
            var answer = oneTooMany.get("/push").answer();
            assertEquals(503, answer.status());
            assertEquals("5", answer.header("Retry-After"));
          }
        }
        for (RawClient served : clients) {
          assertEquals(200, served.get("/push").answer().status());
        }
        for (RawClient leaving : clients.subList(0, 5)) {
          leaving.close();
        }
        clients.subList(0, 5).clear();
        await().until(() -> server.server.statistics().connections() == limit - 5);
        for (int i = 0; i < 5; i++) {
          assertEquals(200, connect(server).get("/push").answer().status());
        }
      }
      assertEquals(1, log.lines("Refusing connections").size());
      closeClients();
      await().until(() -> log.lines("Accepting connections again").size() == 1);
    }
  }

  @Test
  void refusalsAreCounted() throws Exception {
    ServerLimits limits = ServerLimits.builder().connections(1).build();
    try (TestServer server = limited(TestServer.ECHO, limits);
        RawClient served = server.connect()) {
      assertEquals(404, served.get("/push/none").answer().status());
      assertEquals(200, served.get("/push").answer().status());
      assertEquals(1, server.server.statistics().refusedRequests());
      try (RawClient beyond = server.connect()) {
        assertEquals(503, beyond.get("/push").answer().status());
      }
      ServerStatistics statistics = server.server.statistics();
      assertEquals(1, statistics.refusedConnections());
      assertEquals(2, statistics.refusedRequests());
      assertEquals(0, statistics.lostReaders());
      assertEquals(0, statistics.heldBytes());
    }
  }

  @Test
  void slowHeadersAndBodiesAreNotWaitedFor() throws Exception {
    String[] beginnings = {
      "G",
      "GET /push HTTP/1.1\r\nX: ",
      "POST /push/publish?topic=t HTTP/1.1\r\nHost: a\r\nContent-Length: 100000\r\n\r\nx",
      "POST /push/publish?topic=t HTTP/1.1\r\n"
          + "Host: a\r\n"
          + "Transfer-Encoding: chunked\r\n\r\n"
          + "1\r\n"
          + "x\r\n"
    };
    try (TestServer server =
        limited(
            TestServer.ECHO,
            ServerLimits.builder().requestTimeout(SHORT).idleTimeout(LONG).build())) {
      for (int i = 0; i < MANY; i++) {
        connect(server).send(beginnings[i % beginnings.length]);
      }
      try (RawClient good = server.connect()) {
        assertEquals(200, good.get("/push").answer().status());
      }
      for (RawClient slow : clients) {
        assertEquals(408, slow.answer().status());
        slow.shutdownOutput();
      }
      awaitConnectionsClosed(server);
      assertEquals(List.of(), log.lines("WARN"));
      assertEquals(List.of(), log.lines("ERROR"));
    }
  }

  @Test
  void answersThatNobodyReadsAreBoundedInAll() throws Exception {
    try (TestServer server =
        limited(LARGE_ANSWERS, ServerLimits.builder().heldBytes(4 * LARGE).build())) {
      for (int i = 0; i < 4; i++) {
        connect(server).get("/push/script").line();
      }
      for (int i = 0; i < 20; i++) {
        try (RawClient oneTooMany = server.connect()) {
          var answer = oneTooMany.get("/push/script").answer();
          assertEquals(503, answer.status());
          assertEquals("1", answer.header("Retry-After"));
        }
      }
      try (RawClient modest = server.connect()) {
        assertEquals(200, modest.get("/push").answer().status());
      }
      closeClients();
      awaitConnectionsClosed(server);
      try (RawClient next = server.connect()) {
        assertEquals(LARGE, next.get("/push/script").answer().body().length());
      }
      assertEquals(1, log.lines("Clients hold").size());
    }
  }

  @Test
  void whoHasBeenReadingTheLongestMakesRoomForTheNext() throws Exception {
    try (TestServer server =
        limited(LARGE_ANSWERS, ServerLimits.builder().heldBytes(LARGE).build())) {
      RawClient slow = connect(server);
      slow.get("/push/script").line();
      await()
          .atMost(Duration.ofSeconds(20))
          .until(
              () -> {
                try (RawClient next = server.connect()) {
                  return next.get("/push/script").answer().status() == 200;
                }
              });
      assertTrue(slow.readToEnd().length() < LARGE);
    }
  }

  @Test
  void bodiesThatNeverArriveAreBoundedInAll() throws Exception {
    ServerLimits limits = ServerLimits.builder().heldBytes(4 << 20).build();
    String head =
        "POST /push/publish?topic=t HTTP/1.1\r\nHost: a\r\nContent-Length: 1000000\r\n\r\n";
    try (TestServer server = limited(TestServer.ECHO, limits)) {
      int refused = 0;
      for (int i = 0; i < 20; i++) {
        connect(server).send(head + "x".repeat(900_000));
      }
      try (RawClient modest = server.connect()) {
        assertEquals(200, modest.get("/push").answer().status());
      }
      await().until(() -> log.lines("Clients hold").size() == 1);
      for (RawClient client : clients) {
        client.send("x".repeat(100_000));
        refused += client.answer().status() == 503 ? 1 : 0;
      }
      assertTrue(refused >= 14 && refused < 20, refused + " refused");
      closeClients();
      awaitConnectionsClosed(server);
      try (RawClient next = server.connect()) {
        assertEquals(201, next.send(head + "x".repeat(1_000_000)).answer().status());
      }
    }
  }

  @Test
  void aSlowReaderGetsTheLastResponseOfItsConnectionWhole() throws Exception {
    try (TestServer server = limited(LARGE_ANSWERS, ServerLimits.DEFAULT)) {
      RawClient slow = connect(server);
      slow.send("GET /push/script HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n").head();
      int read = 0;
      for (; read < LARGE; read += PIECE) {
        slow.read(PIECE);
        LockSupport.parkNanos(Duration.ofMillis(12).toNanos()); // 13 s, the old limit was ten
      }
      assertEquals("", slow.readToEnd());
    }
  }

  @Test
  void aReaderThatStopsDuringTheLastResponseIsClosed() throws Exception {
    try (TestServer server = limited(LARGE_ANSWERS, ServerLimits.DEFAULT)) {
      connect(server)
          .send("GET /push/script HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
          .line();
      await()
          .atMost(Duration.ofSeconds(30))
          .pollInterval(Duration.ofMillis(100))
          .until(() -> server.server.statistics().connections() == 0);
      assertEquals(1, server.server.statistics().lostReaders());
    }
  }

  @Test
  void aSlowReaderKeepsItsResponseThoughOthersWantRoom() throws Exception {
    try (TestServer server =
        limited(LARGE_ANSWERS, ServerLimits.builder().heldBytes(LARGE).build())) {
      RawClient slow = connect(server);
      slow.get("/push/script").head();
      for (int read = 0; read < LARGE; read += PIECE) {
        slow.read(PIECE);
        if (read % (LARGE / 64) == 0) { // 13 s
          try (RawClient next = server.connect()) {
            next.get("/push/script").head();
          }
          LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
        }
      }
    }
  }

  @Test
  void aSlowReaderIsNotIdleAndOneThatStopsIs() throws Exception {
    Duration idle = Duration.ofMillis(300);
    try (TestServer server =
        limited(
            LARGE_ANSWERS, ServerLimits.builder().requestTimeout(LONG).idleTimeout(idle).build())) {
      RawClient slow = connect(server);
      assertEquals(200, slow.get("/push/script").head().status());
      for (int read = 0; read < LARGE; read += LARGE / 32) {
        slow.read(LARGE / 32);
        LockSupport.parkNanos(Duration.ofMillis(50).toNanos()); // the pace, five times the limit
      }
      connect(server).get("/push/script").line();
      awaitConnectionsClosed(server);
    }
  }
}
