package io.pushchannel.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pushchannel.MessageBus;
import io.pushchannel.spi.PushEndpoint;
import io.pushchannel.spi.PushExchange;
import io.pushchannel.spi.ReadRequest;
import io.pushchannel.wire.Position;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoutingTest {

  private final TestServer server =
      new TestServer(
          TestServer.ECHO,
          settings ->
              settings
                  .heartbeat(Duration.ofSeconds(7))
                  .transports(
                      new ScriptedTransport("second", 1, TestServer.ECHO),
                      new ScriptedTransport("first", 2, TestServer.ECHO))
                  .mount("/demo", exchange -> exchange.respond(200, Map.of(), new byte[0]))
                  .mount("/a/reading", RoutingTest::read)
                  .mount("/a/stream", exchange -> exchange.stream(200, Map.of()))
                  .mount("/docs/exact", answering("exact"))
                  .mountUnder("/docs/", answering("docs"))
                  .mountUnder("/docs/deeper/", answering("deeper")));

  private static PushEndpoint answering(String text) {
    return exchange -> exchange.respond(200, Map.of(), text.getBytes(StandardCharsets.UTF_8));
  }

  private static void read(PushExchange exchange) {
    ReadRequest.requireMethod(exchange, "GET");
    exchange.respond(200, Map.of(), "read".getBytes(StandardCharsets.UTF_8));
  }

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void discoveryNamesTheTransportsBestFirst() throws Exception {
    try (RawClient client = server.connect()) {
      var answer = client.get("/push").answer();
      assertEquals(200, answer.status());
      assertEquals("application/json", answer.header("Content-Type"));
      assertEquals(
          "{\"protocol\":1,\"transports\":[\"first\",\"second\"],\"heartbeat\":7000,\"epoch\":\""
              + Position.of(server.bus.cursor()).epoch()
              + "\"}",
          answer.body());
    }
  }

  @Test
  void aRequestLineMayNameAsManyEncodedTopicsAsARequestMayRead() throws Exception {
    String query = ("&topic=" + "%2F".repeat(128)).repeat(64);
    try (RawClient client = server.connect()) {
      assertEquals(200, client.get("/push/second?after=latest" + query).answer().status());
    }
  }

  @Test
  void aTransportIsFoundByItsNameWhateverTheQuery() throws Exception {
    try (RawClient client = server.connect()) {
      assertEquals("/push/second?topic=a", client.get("/push/second?topic=a").answer().body());
      assertEquals(200, client.get("http://localhost/push/first").answer().status());
      assertEquals(200, client.get("/demo").answer().status());
    }
  }

  @Test
  void whatIsMountedUnderAPathAnswersWhatBeginsWithItAndHasNoOther() throws Exception {
    try (RawClient client = server.connect()) {
      assertEquals("docs", client.get("/docs/").answer().body());
      assertEquals("docs", client.get("/docs/a/b?c=/docs/deeper/").answer().body());
      assertEquals("exact", client.get("/docs/exact").answer().body());
      assertEquals("docs", client.get("/docs/exact/").answer().body());
      assertEquals("deeper", client.get("/docs/deeper/a").answer().body());
      assertEquals(404, client.get("/docs").answer().status());
    }
  }

  @Test
  void mountingUnderAPathWithoutASlashAtItsEndIsRefused() {
    var settings = PushServer.builder(server.bus);
    var e =
        assertThrows(
            IllegalArgumentException.class, () -> settings.mountUnder("/docs", answering("docs")));
    assertEquals("path must be such as /docs/, with a slash at its end, was /docs", e.getMessage());
  }

  @Test
  void anUnknownPathIsToldThePathsThereAre() throws Exception {
    try (RawClient client = server.connect()) {
      var answer = client.get("/pus").answer();
      assertEquals(404, answer.status());
      assertEquals("application/problem+json", answer.header("Content-Type"));
      assertTrue(answer.body().contains("/push/first, /push/publish, /push/second, was \\\"/pus"));
    }
  }

  @Test
  void aPathOfTheApplicationIsNotListed() throws Exception {
    try (RawClient client = server.connect()) {
      for (String path : new String[] {"/x", "/push/x", "/dem"}) {
        String body = client.get(path).answer().body();
        assertTrue(body.contains("path must be one of /push, /push/first"), body);
        assertFalse(body.contains("/demo") || body.contains("/docs"), body);
      }
    }
  }

  @Test
  void anotherMethodIsToldTheOneThatIsAllowed() throws Exception {
    try (RawClient client = server.connect()) {
      client.send("DELETE /push HTTP/1.1\r\nHost: a\r\n\r\n");
      var answer = client.answer();
      assertEquals(405, answer.status());
      assertEquals("GET, HEAD, OPTIONS", answer.header("Allow"));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/push, 204, 'GET, HEAD, OPTIONS'",
    "/push?x=y, 204, 'GET, HEAD, OPTIONS'",
    "/push/publish, 204, 'POST, OPTIONS'",
    "/a/reading, 204, 'GET, HEAD, OPTIONS'",
    "*, 204, 'GET, HEAD, POST, OPTIONS'",
    "/nowhere, 404, ''"
  })
  void optionsAreAnsweredWithTheAllowedMethods(String target, int status, String allow)
      throws Exception {
    try (RawClient client = server.connect()) {
      for (int i = 0; i < 2; i++) { // the connection goes on
        client.send("OPTIONS " + target + " HTTP/1.1\r\nHost: a\r\n\r\n");
        var answer = client.answer();
        assertEquals(status, answer.status());
        assertEquals(allow, answer.header("Allow"));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/push, 200",
    "/push/publish, 405",
    "/a/reading, 200",
    "/a/stream, 200",
    "/nowhere, 404"
  })
  void headIsAnsweredAsGetWithoutABodyAndNeverHeld(String target, int status) throws Exception {
    try (RawClient client = server.connect()) {
      for (int i = 0; i < 2; i++) {
        var head = client.send("HEAD " + target + " HTTP/1.1\r\nHost: a\r\n\r\n").head();
        assertEquals(status, head.status());
        boolean isStream = target.equals("/a/stream");
        assertEquals(isStream ? "chunked" : "", head.header("Transfer-Encoding"));
        assertEquals(isStream, head.header("Content-Length").isEmpty());
      }
      assertEquals(200, client.get("/push").answer().status());
    }
  }

  @Test
  void anAnswerToHeadHasNoBodyAndTheConnectionGoesOn() throws Exception {
    try (RawClient client = server.connect()) {
      client.send("HEAD /push/first HTTP/1.1\r\nHost: a\r\n\r\n");
      assertEquals("11", client.head().header("Content-Length"));
      assertEquals(200, client.get("/push").answer().status());
    }
  }

  @Test
  void aPortInUseIsNamed() {
    PushServerBuilder second =
        PushServer.builder(server.bus)
            .port(server.server.port())
            .transports(new ScriptedTransport("script", 1, TestServer.ECHO));
    var failure = assertThrows(UncheckedIOException.class, second::start);
    assertTrue(failure.getMessage().contains("127.0.0.1:" + server.server.port()));
  }

  @Test
  void aServerWithoutTransportsIsRefused() {
    try (MessageBus bus = MessageBus.inMemory()) {
      var failure =
          assertThrows(IllegalStateException.class, PushServer.builder(bus).port(0)::start);
      assertTrue(failure.getMessage().contains("pushchannel-transport-sse"), failure::toString);
    }
  }

  @Test
  void theUriOfAServerOnAllAddressesCanBeConnectedTo() {
    try (TestServer open = new TestServer(TestServer.ECHO, settings -> settings.host("0.0.0.0"))) {
      assertEquals("http://127.0.0.1:" + open.server.port() + "/push", open.server.uri() + "");
    }
  }
}
