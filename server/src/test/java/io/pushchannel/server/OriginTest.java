package io.pushchannel.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pushchannel.server.RawClient.Answer;
import io.pushchannel.server.http.RequestRules;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class OriginTest {

  private static final TestServer SERVER =
      new TestServer(
          TestServer.ECHO,
          s ->
              s.allowOrigin("https://listed.example")
                  .mount("/mounted", TestServer.ECHO, "PUT", "DELETE")
                  .mountUnder("/tree/", TestServer.ECHO, "PATCH"));

  @AfterAll
  static void close() {
    SERVER.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://evil.example",
        "null",
        "*",
        "",
        "http://localhost:8081",
        "http://localhost:8080.evil.example",
        "http://evil.example/localhost:8080",
        "https://listed.example.evil.example",
        "http://listed.example",
        "https://listed.example, https://listed.example",
      })
  void aForeignOriginIsRefused(String origin) throws Exception {
    for (String start : new String[] {"GET /push", "GET /push/script", "POST /push/publish"}) {
      Answer answer = request(start, "localhost:8080", "Origin: " + origin + "\r\n");
      assertEquals(403, answer.status(), start);
      assertEquals("", answer.header("Access-Control-Allow-Origin"));
    }
  }

  @Test
  void theServersOwnOriginIsServed() throws Exception {
    assertEquals(200, request("GET /push", "a:8080", "Origin: http://a:8080\r\n").status());
    assertEquals(200, request("GET /push", "A.b", "Origin: http://a.B\r\n").status());
    assertEquals(200, request("GET /push", "a:80", "Origin: http://a\r\n").status());
    assertEquals(200, request("GET /push", "a", "Origin: https://a:443\r\n").status());
  }

  @Test
  void aListedOriginGetsItsHeadersOnAnswersAndErrors() throws Exception {
    for (String path : new String[] {"/push", "/nowhere"}) {
      Answer answer = request("GET " + path, "a", "Origin: https://listed.example\r\n");
      assertEquals("https://listed.example", answer.header("Access-Control-Allow-Origin"));
      assertEquals("Origin", answer.header("Vary"));
      assertEquals("ETag, Retry-After", answer.header("Access-Control-Expose-Headers"));
    }
  }

  @ParameterizedTest
  @MethodSource("earlyErrors")
  void aListedOriginGetsItsHeadersOnErrorsBeforeTheRequestIsRead(int status, String request)
      throws Exception {
    ServerLimits limits =
        ServerLimits.builder()
            .headBytes(1000)
            .topics(1)
            .bodyBytes(1000)
            .heldBytes(status == 503 ? 500 : 5000)
            .requestTimeout(Duration.ofMillis(300))
            .idleTimeout(Duration.ofSeconds(60))
            .build();
    try (TestServer server =
            new TestServer(
                TestServer.ECHO, s -> s.allowOrigin("https://listed.example").limits(limits));
        RawClient client = server.connect()) {
      Answer answer = client.send(request).answer();
      assertEquals(status, answer.status(), answer.body());
      assertEquals("https://listed.example", answer.header("Access-Control-Allow-Origin"));
      assertEquals("ETag, Retry-After", answer.header("Access-Control-Expose-Headers"));
      assertEquals("Origin", answer.header("Vary"));
    }
  }

  static List<Arguments> earlyErrors() {
    String origin = "Host: a\r\nOrigin: https://listed.example\r\nAccept: */*\r\n";
    String post = "POST /push/publish?topic=t HTTP/1.1\r\n" + origin;
    return List.of(
        Arguments.of(
            400, "GET /push HTTP/1.1\r\n" + origin.replace("Host: a", "Host: a b") + "\r\n"),
        Arguments.of(400, post + "Transfer-Encoding: gzip\r\n\r\n"),
        Arguments.of(400, post + "Transfer-Encoding: chunked\r\n\r\nxyz\r\n"),
        Arguments.of(408, "GET /push HTTP/1.1\r\n" + origin),
        Arguments.of(408, post + "Content-Length: 10\r\n\r\nx"),
        Arguments.of(413, post + "Content-Length: 2000000\r\n\r\n"),
        Arguments.of(
            413,
            post
                + "Transfer-Encoding: chunked\r\n\r\n"
                + ("1f4\r\n" + "x".repeat(500) + "\r\n").repeat(3)),
        Arguments.of(414, "GET /push?" + "x".repeat(1400) + " HTTP/1.1\r\n" + origin + "\r\n"),
        Arguments.of(414, "GET /push?" + "x".repeat(15_000) + " HTTP/1.1\r\n" + origin + "\r\n"),
        Arguments.of(417, post + "Expect: a miracle\r\n\r\n"),
        Arguments.of(
            431, "GET /push HTTP/1.1\r\n" + origin + "X: " + "x".repeat(5000) + "\r\n\r\n"),
        Arguments.of(
            431, "GET /push HTTP/1.1\r\nX: " + "x".repeat(1000) + "\r\n" + origin + "\r\n"),
        Arguments.of(503, post + "Content-Length: 900\r\n\r\n" + "x".repeat(900)),
        Arguments.of(505, "GET /push HTTP/1.2\r\n" + origin + "\r\n"));
  }

  @Test
  void anUnlistedOriginGetsNoHeadersOnEarlyErrors() throws Exception {
    Answer answer = request("GET /push HTTP/1.2\r\nX: y", "a", "Origin: https://evil.example\r\n");
    assertEquals("", answer.header("Access-Control-Allow-Origin"));
  }

  @Test
  void anEndlessRequestLineIsAnsweredWithoutItsHeaders() throws Exception {
    try (RawClient client = SERVER.connect()) {
      String line = "GET /push?" + "x".repeat(RequestRules.lineBytes(ServerLimits.DEFAULT) * 17);
      assertEquals(414, client.send(line).answer().status());
    }
  }

  @Test
  void aRequestWithoutOriginIsServedAndVariesByIt() throws Exception {
    Answer answer = request("GET /push", "a", "");
    assertEquals(200, answer.status());
    assertEquals("Origin", answer.header("Vary"));
    assertEquals("", answer.header("Access-Control-Allow-Origin"));
  }

  @Test
  void aPreflightOfAListedOriginIsAnswered() throws Exception {
    Answer answer =
        request(
            "OPTIONS /push/publish",
            "a",
            "Origin: https://listed.example\r\nAccess-Control-Request-Method: POST\r\n");
    assertEquals(204, answer.status());
    assertEquals("GET, POST", answer.header("Access-Control-Allow-Methods"));
    assertTrue(answer.header("Access-Control-Allow-Headers").contains("Idempotency-Key"));
    assertEquals("", answer.header("Content-Length"));
  }

  @Test
  void aPreflightAllowsATokenAndTheMethodsOfTheMount() throws Exception {
    String headers =
        "Origin: https://listed.example\r\nAccess-Control-Request-Method: PUT\r\n"
            + "Access-Control-Request-Headers: authorization\r\n";
    Answer answer = request("OPTIONS /mounted", "a", headers);
    assertEquals("PUT, DELETE", answer.header("Access-Control-Allow-Methods"));
    assertTrue(answer.header("Access-Control-Allow-Headers").contains("Authorization"));
    Answer under = request("OPTIONS /tree/a/b?c", "a", headers);
    assertEquals("PATCH", under.header("Access-Control-Allow-Methods"));
    Answer own = request("OPTIONS /push/script", "a", headers);
    assertEquals("GET, POST", own.header("Access-Control-Allow-Methods"));
  }

  @Test
  void credentialsAreAllowedToListedOriginsByOptionOnly() throws Exception {
    String listed = "Origin: https://listed.example\r\n";
    String name = "Access-Control-Allow-Credentials";
    assertEquals("", request("GET /push", "a", listed).header(name));
    try (TestServer server =
            new TestServer(
                TestServer.ECHO,
                s -> s.allowOrigin("https://listed.example").allowCredentials(true));
        RawClient client = server.connect()) {
      String start = " /push HTTP/1.1\r\nHost: a\r\n";
      String preflight = "Access-Control-Request-Method: GET\r\n";
      assertEquals("true", client.send("GET" + start + listed + "\r\n").answer().header(name));
      client.send("OPTIONS" + start + listed + preflight + "\r\n");
      assertEquals("true", client.answer().header(name));
      assertEquals("", client.send("GET" + start + "\r\n").answer().header(name));
      client.send("GET" + start + "Origin: http://a\r\n\r\n");
      assertEquals("", client.answer().header(name));
      client.send("GET" + start + "Origin: http://evil.example\r\n\r\n");
      assertEquals("", client.answer().header(name));
    }
  }

  @Test
  void credentialsOfTheOriginNullAreRefused() {
    PushServerBuilder builder =
        PushServer.builder(SERVER.bus)
            .port(0)
            .transports(new ScriptedTransport("script", 1, TestServer.ECHO))
            .allowOrigin("null")
            .allowCredentials(true);
    assertThrows(IllegalArgumentException.class, builder::start);
    assertThrows(IllegalArgumentException.class, () -> builder.mount("/m", TestServer.ECHO, "put"));
  }

  @Test
  void aPreflightOfAForeignOriginIsRefused() throws Exception {
    String headers = "Origin: https://evil.example\r\nAccess-Control-Request-Method: POST\r\n";
    assertEquals(403, request("OPTIONS /push/publish", "a", headers).status());
  }

  @ParameterizedTest
  @ValueSource(strings = {"*", "listed.example", "https://listed.example/", "https://*.example"})
  void whatNoBrowserSendsCannotBeListed(String origin) {
    PushServerBuilder builder = PushServer.builder(SERVER.bus);
    assertThrows(IllegalArgumentException.class, () -> builder.allowOrigin(origin));
  }

  private static Answer request(String start, String host, String headers) throws Exception {
    try (RawClient client = SERVER.connect()) {
      return client.send(start + " HTTP/1.1\r\nHost: " + host + "\r\n" + headers + "\r\n").answer();
    }
  }
}
