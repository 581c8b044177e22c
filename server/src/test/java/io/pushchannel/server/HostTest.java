package io.pushchannel.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pushchannel.MessageBus;
import io.pushchannel.server.RawClient.Answer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Host names that a server accepts: a page must not reach it under a name of its own. */
class HostTest {

  private static final MessageBus BUS = MessageBus.inMemory();
  private static final PushServer SERVER =
      start(s -> s.allowHost("Push.example.org.", "2001:db8::7"));

  private static PushServer start(UnaryOperator<PushServerBuilder> settings) {
    return settings
        .apply(
            PushServer.builder(BUS)
                .port(0)
                .transports(new ScriptedTransport("script", 1, TestServer.ECHO))
                .mount("/mounted", TestServer.ECHO)
                .mountUnder("/tree/", TestServer.ECHO))
        .start();
  }

  @AfterAll
  static void close() {
    SERVER.close();
    BUS.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "evil.example",
        "evil.example:8080",
        "EVIL.example.",
        "localhost.evil.example",
        "127.0.0.1.evil.example",
        "push.example.org.evil.example",
        "evilpush.example.org",
        "push.example.org..",
        "localhost..",
        ".localhost",
        "local",
        "127.0.0.2",
        "127.0.0.10",
        "0.0.0.0",
        "192.168.0.1:80",
        "[::2]",
        "[fe80::1]:8080",
        "[2001:db8::8]",
        "xn--lcalhost-5wb",
      })
  void aForeignHostIsRefusedOnEveryPath(String host) throws Exception {
    for (String start :
        new String[] {
          "GET /push",
          "GET /push/script?topic=t",
          "POST /push/publish?topic=t",
          "OPTIONS /push",
          "HEAD /push",
          "GET /mounted",
          "GET /tree/leaf",
          "GET /nowhere"
        }) {
      for (String version : new String[] {"1.1", "1.0"}) {
        Answer answer = request(SERVER, start + " HTTP/" + version, "Host: " + host);
        assertEquals(421, answer.status(), start);
      }
      String ownOrigin = "Host: " + host + "\r\nOrigin: http://" + host;
      assertEquals(421, request(SERVER, start + " HTTP/1.1", ownOrigin).status(), start);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost",
        "LOCALHOST:8080",
        "localhost.",
        "localhost.:80",
        "localhost:",
        "127.0.0.1",
        "127.0.0.1:9",
        "[::1]",
        "[::1]:8080",
        "[0:0:0:0:0:0:0:1]",
        "[0:0::0001]:80",
        "push.example.org",
        "push.EXAMPLE.org.:443",
        "[2001:DB8:0::7]",
      })
  void aLoopbackOrListedHostIsServedOnAnyPort(String host) throws Exception {
    assertEquals(200, request(SERVER, "GET /push HTTP/1.1", "Host: " + host).status());
    String ownOrigin = "Host: " + host + "\r\nOrigin: http://" + host;
    assertEquals(200, request(SERVER, "GET /mounted HTTP/1.1", ownOrigin).status());
  }

  @Test
  void theRefusalNamesTheHostAndTheOption() throws Exception {
    Answer answer = request(SERVER, "GET /push HTTP/1.1", "Host: evil.example:8080");
    assertEquals("application/problem+json", answer.header("Content-Type"));
    assertTrue(answer.body().contains("evil.example:8080"), answer.body());
    assertTrue(answer.body().contains("allowHost"), answer.body());
    assertFalse(answer.body().contains("push.example.org"), answer.body());
  }

  @Test
  void theAuthorityOfAnAbsoluteTargetReplacesTheHost() throws Exception {
    String[] foreign = {
      "http://evil.example/push", "http://evil.example", "HTTPS://evil.example?a"
    };
    for (String target : foreign) {
      Answer answer = request(SERVER, "GET " + target + " HTTP/1.1", "Host: localhost");
      assertEquals(421, answer.status(), target);
      assertEquals(421, request(SERVER, "GET " + target + " HTTP/1.0", "X: y").status(), target);
    }
    assertEquals(
        200,
        request(SERVER, "GET http://localhost:1/push HTTP/1.1", "Host: evil.example").status());
    String foreignOrigin = "Host: evil.example\r\nOrigin: http://evil.example";
    assertEquals(
        403, request(SERVER, "GET http://localhost/push HTTP/1.1", foreignOrigin).status());
  }

  @ParameterizedTest
  @ValueSource(strings = {"http:///push", "http://user@localhost/push", "http://a,b/push"})
  void anAbsoluteTargetWithoutAHostIsBroken(String target) throws Exception {
    assertEquals(400, request(SERVER, "GET " + target + " HTTP/1.1", "Host: localhost").status());
  }

  @Test
  void aRequestThatNamesNoHostIsServedBecauseBrowsersAlwaysNameOne() throws Exception {
    assertEquals(200, request(SERVER, "GET /push HTTP/1.0", "X: y").status());
    assertEquals(400, request(SERVER, "GET /push HTTP/1.1", "X: y").status());
    assertEquals(
        403, request(SERVER, "GET /push HTTP/1.0", "Origin: http://evil.example").status());
  }

  @Test
  void theConfiguredHostIsServed() throws Exception {
    try (PushServer server = start(s -> s.host("127.0.0.3"))) {
      assertEquals(
          200, request("127.0.0.3", server, "GET /push HTTP/1.1", "Host: 127.0.0.3").status());
      assertEquals(
          421, request("127.0.0.3", server, "GET /push HTTP/1.1", "Host: 127.0.0.4").status());
    }
  }

  @Test
  void onOtherAddressesAnyHostIsServedUnlessSomeAreListed() throws Exception {
    try (PushServer open = start(s -> s.host("0.0.0.0"));
        PushServer listing = start(s -> s.host("0.0.0.0").allowHost("a.example"))) {
      assertEquals(200, request(open, "GET /push HTTP/1.1", "Host: other.example").status());
      assertEquals(200, request(listing, "GET /push HTTP/1.1", "Host: a.example:80").status());
      assertEquals(200, request(listing, "GET /push HTTP/1.1", "Host: localhost").status());
      assertEquals(421, request(listing, "GET /push HTTP/1.1", "Host: other.example").status());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "*", "*.example", "a.example:80", "http://a.example", "a/b", "a b", "::1]"})
  void aNameThatIsNoHostIsRejectedAtOnce(String name) {
    PushServerBuilder builder = PushServer.builder(BUS);
    var e = assertThrows(IllegalArgumentException.class, () -> builder.allowHost("a", name));
    assertTrue(String.valueOf(e.getMessage()).startsWith("allowHost must be a host name"));
  }

  private static Answer request(PushServer server, String line, String headers) throws Exception {
    return request("127.0.0.1", server, line, headers);
  }

  private static Answer request(String address, PushServer server, String line, String headers)
      throws Exception {
    try (RawClient client = new RawClient(address, server.port())) {
      client.send(line + "\r\n" + headers + "\r\nConnection: close\r\n\r\n");
      return line.startsWith("HEAD ") ? client.head() : client.answer();
    }
  }
}
