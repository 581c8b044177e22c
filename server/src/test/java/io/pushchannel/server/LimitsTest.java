package io.pushchannel.server;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class LimitsTest {

  private static final Duration SHORT = Duration.ofMillis(150);
  private static final Duration LONG = Duration.ofSeconds(60);

  @Test
  void aConnectionTooManyIsToldToComeLaterAndTheOthersAreServed() throws Exception {
    try (TestServer server = limited(ServerLimits.builder().connections(2).build());
        RawClient first = server.connect();
        RawClient second = server.connect()) {
      assertEquals(200, first.get("/push").answer().status());
      assertEquals(200, second.get("/push").answer().status());
      try (RawClient third = server.connect()) {
        var answer = third.get("/push").answer();
        assertEquals(503, answer.status());
        assertTrue(Integer.parseInt(answer.header("Retry-After")) > 0);
        assertEquals("", third.readToEnd());
      }
      assertEquals(200, first.get("/push").answer().status());
    }
  }

  @Test
  void anEventSourceTooManyReceivesAStreamThatEndsSoThatItReconnects() throws Exception {
    try (TestServer server = limited(ServerLimits.builder().connections(1).build());
        RawClient first = server.connect()) {
      assertEquals(200, first.get("/push").answer().status());
      try (RawClient second = server.connect()) {
        var answer =
            second
                .send("GET /push HTTP/1.1\r\nHost: a\r\nAccept: text/event-stream\r\n\r\n")
                .answer();
        assertEquals(200, answer.status());
        assertEquals("text/event-stream", answer.header("Content-Type"));
        assertEquals("close", answer.header("Connection"));
        assertEquals(
            "retry: 5000\nevent: $bye\ndata: {\"status\":503,"
                + "\"detail\":\"the server has as many connections as it accepts (connections); retry later\",\"retry\":5000}\n\n",
            answer.body());
        assertEquals("", second.readToEnd());
      }
    }
  }

  @Test
  void aConnectionThatEndsMakesRoom() throws Exception {
    try (TestServer server = limited(ServerLimits.builder().connections(1).build())) {
      for (int i = 0; i < 10; i++) {
        try (RawClient client = server.connect()) {
          assertEquals(200, client.get("/push").answer().status());
        }
        await()
            .pollInterval(Duration.ofMillis(5))
            .until(() -> server.server.statistics().connections() == 0);
      }
    }
  }

  @Test
  void aHeadThatDoesNotArriveIsNotWaitedFor() throws Exception {
    try (TestServer server =
            limited(ServerLimits.builder().requestTimeout(SHORT).idleTimeout(LONG).build());
        RawClient client = server.connect()) {
      assertEquals(408, client.send("GET /push HTTP/1.1\r\n").answer().status());
      assertEquals("", client.readToEnd());
    }
  }

  @Test
  void aSecondHeadThatDoesNotArriveIsNotWaitedForEither() throws Exception {
    try (TestServer server =
            limited(ServerLimits.builder().requestTimeout(SHORT).idleTimeout(LONG).build());
        RawClient client = server.connect()) {
      assertEquals(200, client.get("/push").answer().status());
      assertEquals(408, client.send("GET").answer().status());
    }
  }

  @Test
  void aBodyThatDoesNotArriveIsNotWaitedFor() throws Exception {
    try (TestServer server =
            limited(ServerLimits.builder().requestTimeout(SHORT).idleTimeout(LONG).build());
        RawClient client = server.connect()) {
      client.send("POST /push/publish?topic=t HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhi");
      assertEquals(408, client.answer().status());
    }
  }

  @Test
  void aConnectionWithoutAnyByteIsClosedWithoutAResponse() throws Exception {
    try (TestServer server =
            limited(ServerLimits.builder().requestTimeout(SHORT).idleTimeout(LONG).build());
        RawClient client = server.connect()) {
      assertEquals("", client.readToEnd());
    }
  }

  @Test
  void aConnectionWithOneByteIsAnsweredWith408() throws Exception {
    try (TestServer server =
            limited(ServerLimits.builder().requestTimeout(SHORT).idleTimeout(LONG).build());
        RawClient client = server.connect()) {
      var answer = client.send("G").answer();
      assertEquals(408, answer.status());
      assertTrue(answer.body().contains("within 150 ms (requestTimeout)"), answer.body());
    }
  }

  @Test
  void aBodyThatArrivesAtTheMinimumRateIsAcceptedHoweverLongItTakes() throws Exception {
    // far below the rate of this client, so that a busy machine does not make it too slow
    ServerLimits slow =
        ServerLimits.builder()
            .requestTimeout(SHORT)
            .idleTimeout(LONG)
            .minBytesPerSecond(1000)
            .build();
    try (TestServer server = limited(slow);
        RawClient client = server.connect()) {
      client.send(
          "POST /push/publish?topic=t HTTP/1.1\r\nHost: a\r\nContent-Length: 20000\r\n\r\n");
      for (int i = 0; i < 20; i++) { // takes seven times the timeout
        client.send("x".repeat(1000));
        LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
      }
      assertEquals(201, client.answer().status());
    }
  }

  @Test
  void aBodyThatArrivesByteByByteIsAnsweredWith408() throws Exception {
    try (TestServer server =
            limited(ServerLimits.builder().requestTimeout(SHORT).idleTimeout(LONG).build());
        RawClient client = server.connect()) {
      client.send("POST /push/publish?topic=t HTTP/1.1\r\nHost: a\r\nContent-Length: 5000\r\n\r\n");
      int sent = 0;
      for (; sent < 5000 && !client.hasInput(); sent++) {
        client.send("x");
        LockSupport.parkNanos(Duration.ofMillis(1).toNanos());
      }
      var answer = client.answer();
      assertEquals(408, answer.status());
      assertTrue(answer.body().contains("10000 bytes per second"), answer.body());
      assertTrue(sent < 5000);
    }
  }

  @Test
  void anIdleConnectionIsClosedWithoutAWord() throws Exception {
    try (TestServer server =
            limited(ServerLimits.builder().requestTimeout(LONG).idleTimeout(SHORT).build());
        RawClient client = server.connect()) {
      assertEquals(200, client.get("/push").answer().status());
      assertEquals("", client.readToEnd());
    }
  }

  @Test
  void theFailureToAcceptIsOverWhenNoneHasFailedForAWhile() {
    AtomicLong now = new AtomicLong(Long.MAX_VALUE - 1);
    AcceptFailures failures = new AcceptFailures(now::get);
    assertFalse(failures.isFailing());
    failures.failed(new IOException("Too many open files"));
    failures.accepted(); // one file was closed, and is open again
    assertTrue(failures.isFailing());
    failures.failed(new IOException("Too many open files"));
    now.addAndGet(TimeUnit.SECONDS.toNanos(5));
    assertTrue(failures.isFailing(), "no client has come since");
    failures.accepted();
    assertFalse(failures.isFailing());
  }

  private static TestServer limited(ServerLimits limits) {
    return new TestServer(TestServer.ECHO, settings -> settings.limits(limits));
  }
}
