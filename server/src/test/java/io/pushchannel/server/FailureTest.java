package io.pushchannel.server;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pushchannel.spi.HttpProblemException;
import io.pushchannel.spi.PushEndpoint;
import io.pushchannel.spi.PushExchange;
import io.pushchannel.spi.PushStream;
import io.pushchannel.wire.WireBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Code that is not the server's own fails in every place where it is called. */
class FailureTest {

  private static final Duration SOON = Duration.ofMillis(1);

  static void fail() {
    throw new IllegalStateException("a seeded fault");
  }

  @Test
  void anEndpointThatFailsIsAnsweredWithoutSayingWhy() throws Exception {
    try (TestServer server = new TestServer(exchange -> fail());
        RawClient client = server.connect()) {
      var answer = client.get("/push/script").answer();
      assertEquals(500, answer.status());
      assertFalse(answer.body().contains("seeded"));
      assertServes(server);
    }
  }

  @Test
  void aRefusalIsAnsweredAsItSaysAndTheConnectionGoesOn() throws Exception {
    PushEndpoint script =
        exchange -> {
          throw new HttpProblemException(
              429, "Slow down", "expected less", Map.of("Retry-After", "3"));
        };
    try (TestServer server = new TestServer(script);
        RawClient client = server.connect()) {
      var answer = client.get("/push/script").answer();
      assertEquals(429, answer.status());
      assertEquals("3", answer.header("Retry-After"));
      assertEquals(
          "{\"title\":\"Slow down\",\"status\":429,\"detail\":\"expected less\"}", answer.body());
      assertEquals(200, client.get("/push").answer().status());
    }
  }

  @Test
  void aScheduledTaskThatFailsIsAnsweredAndTheTimerGoesOn() throws Exception {
    try (TestServer server = new TestServer(e -> e.schedule(SOON, FailureTest::fail))) {
      for (int i = 0; i < 2; i++) {
        try (RawClient client = server.connect()) {
          assertEquals(500, client.get("/push/script").answer().status());
        }
      }
    }
  }

  @Test
  void aFailureAfterTheAnswerBeganClosesTheConnection() throws Exception {
    PushEndpoint script =
        exchange -> {
          exchange.stream(200, Map.of()).flush();
          fail();
        };
    try (TestServer server = new TestServer(script);
        RawClient client = server.connect()) {
      assertEquals(200, client.get("/push/script").head().status());
      assertEquals("", client.readToEnd());
      assertServes(server);
    }
  }

  @Test
  void aStreamWhoseTaskFailsIsClosedAndTheTimerGoesOn() throws Exception {
    PushEndpoint script =
        exchange -> {
          PushStream stream = exchange.stream(200, Map.of());
          stream.onIdle(SOON, FailureTest::fail);
          stream.onEnd(FailureTest::fail);
        };
    try (TestServer server = new TestServer(script)) {
      for (int i = 0; i < 2; i++) {
        try (RawClient client = server.connect()) {
          client.get("/push/script").head();
          assertEquals("", client.readToEnd());
        }
      }
      await().until(() -> server.server.statistics().connections() == 0);
    }
  }

  @Test
  void anInputThatFailsClosesItsConnectionOnly() throws Exception {
    PushEndpoint script = exchange -> exchange.upgrade(new byte[] {'!'}, bytes -> fail());
    try (TestServer server = new TestServer(script);
        RawClient client = server.connect()) {
      assertEquals("!", client.get("/push/script").read(1));
      assertEquals("", client.send("x").readToEnd());
      assertServes(server);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "ETag, 'a\r\nX: b'",
    "ETag, 'a\nX: b'",
    "ETag, 'X: b\u0000'",
    "ETag, 'X: bü'",
    "'ETag: a\r\nX', b",
    "'ETag: a, X', b",
    "'', 'X: b'"
  })
  void aHeaderThatIsNotValidIsNotSent(String name, String value) throws Exception {
    PushEndpoint script = exchange -> exchange.respond(200, Map.of(name, value), new byte[0]);
    try (TestServer server = new TestServer(script);
        RawClient client = server.connect()) {
      assertFalse(client.get("/push/script").readToEnd().contains("X: b"));
      assertServes(server);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void invalidArgumentsOfAResponseAreAnsweredWith500(boolean isOnLoop) throws Exception {
    List<Consumer<PushExchange>> calls =
        List.of(
            exchange -> exchange.respond(200, Map.of("X", "a\nb"), new byte[0]),
            exchange -> exchange.respond(-1, Map.of(), new byte[0]),
            exchange -> exchange.respond(200, none(), new byte[0]),
            exchange -> exchange.respond(200, Map.of(), none()),
            exchange -> exchange.run(FailureTest::fail));
    PushEndpoint script =
        exchange -> {
          int call = Integer.parseInt(exchange.query("call").get(0));
          if (isOnLoop) {
            calls.get(call).accept(exchange);
          } else {
            CompletableFuture.runAsync(() -> calls.get(call).accept(exchange));
          }
        };
    try (TestServer server = new TestServer(script)) {
      for (int call = 0; call < calls.size(); call++) {
        try (RawClient client = server.connect()) {
          assertEquals(500, client.get("/push/script?call=" + call).answer().status());
        }
      }
      assertServes(server);
    }
  }

  /** A mistake that the type system allows in an application without null checks. */
  @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"})
  private static <T> T none() {
    return null;
  }

  @Test
  void methodsThatBelongToTheEventLoopThrowElsewhere() throws Exception {
    List<Consumer<PushExchange>> calls =
        List.of(
            exchange -> exchange.stream(200, Map.of()),
            exchange -> exchange.upgrade(new byte[0], bytes -> {}),
            exchange -> exchange.schedule(SOON, () -> {}),
            exchange -> exchange.onEnd(() -> {}),
            exchange -> exchange.onClosing(() -> {}));
    PushEndpoint script =
        exchange ->
            CompletableFuture.runAsync(
                () -> {
                  long thrown = calls.stream().filter(call -> isRefused(call, exchange)).count();
                  exchange.respond(200, Map.of(), Long.toString(thrown).getBytes(US_ASCII));
                });
    try (TestServer server = new TestServer(script);
        RawClient client = server.connect()) {
      assertEquals("5", client.get("/push/script").answer().body());
    }
  }

  private static boolean isRefused(Consumer<PushExchange> call, PushExchange exchange) {
    try {
      call.accept(exchange);
      return false;
    } catch (IllegalStateException e) {
      return e.getMessage().contains("must be called on the event loop");
    }
  }

  @Test
  void anErrorAfterTheResponseLeavesTheConnectionToTheNextRequest() throws Exception {
    PushEndpoint script =
        exchange -> {
          exchange.respond(200, Map.of(), new byte[0]);
          exchange.respond(200, Map.of(), new byte[0]);
          fail();
        };
    try (TestServer server = new TestServer(script);
        RawClient client = server.connect()) {
      assertEquals(200, client.get("/push/script").answer().status());
      assertEquals(200, client.get("/push").answer().status());
    }
  }

  @ParameterizedTest
  @CsvSource({"429, 5000", "500, 5000", "503, 30000", "400, 0", "404, 0", "502, 0"})
  void onlyTemporaryErrorsAreEventStreamsForAnEventSource(int status, int retry) throws Exception {
    PushEndpoint script =
        exchange -> {
          throw new HttpProblemException(
              status, "No", "detail", status == 503 ? Map.of("Retry-After", "30") : Map.of());
        };
    try (TestServer server = new TestServer(script);
        RawClient client = server.connect()) {
      String accept = "Host: a\r\nAccept: text/event-stream\r\n\r\n";
      var answer = client.send("GET /push/script HTTP/1.1\r\n" + accept).answer();
      assertEquals(retry == 0 ? status : 200, answer.status());
      assertEquals(retry > 0, answer.body().startsWith("retry: " + retry + "\nevent: $bye\n"));
    }
  }

  @Test
  void whoFailsToHearOfTheCloseKeepsNobodyElseFromHearing() throws Exception {
    PushEndpoint script =
        exchange -> {
          PushStream stream = exchange.stream(200, Map.of());
          boolean isBad = !exchange.query("bad").isEmpty();
          stream.onClosing(
              retry -> {
                if (isBad) {
                  fail();
                }
                stream.write(new WireBuffer().utf8("bye"));
                stream.close();
              });
        };
    try (TestServer server = new TestServer(script);
        RawClient bad = server.connect();
        RawClient good = server.connect()) {
      bad.get("/push/script?bad=1").head();
      good.get("/push/script").head();
      Thread closing = new Thread(server.server::close);
      closing.start();
      assertEquals("bye", good.readToEnd());
      assertEquals("", bad.readToEnd());
      closing.join();
    }
  }

  private static void assertServes(TestServer server) throws Exception {
    try (RawClient other = server.connect()) {
      assertTrue(other.get("/push").answer().body().startsWith("{\"protocol\":1"));
    }
  }
}
