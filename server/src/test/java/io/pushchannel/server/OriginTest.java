package io.pushchannel.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pushchannel.server.RawClient.Answer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OriginTest {

  private static final TestServer SERVER =
      new TestServer(TestServer.ECHO, s -> s.allowOrigin("https://listed.example"));

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
