package io.pushchannel.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a careful server must refuse (RFC 9112), and that it then trusts nothing that follows. */
class HostileRequestTest {

  private static final TestServer SERVER = new TestServer(TestServer.ECHO);
  private static final String NEXT = "GET /push HTTP/1.1\r\nHost: a\r\n\r\n";

  @AfterAll
  static void close() {
    SERVER.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nonsense\r\n\r\n",
        "GET /push\r\n\r\n",
        "GET  /push  HTTP/1.1 \r\nHost: a\r\n\r\n",
        "GET /push HTTP/1.1\nHost: a\n\n",
        "GET /push HTTP/1.1\r\nHost: a\nX: b\r\n\r\n",
        "GET /push HTTP/1.1\r\n Host: a\r\n\r\n",
        "GET /push HTTP/1.1\r\nHost : a\r\n\r\n",
        "GET /push HTTP/1.1\r\nHost\r\n\r\n",
        "GET /push HTTP/1.1\r\nHost: a\r\nX\0Y: b\r\n\r\n",
        "GET /push HTTP/1.1\r\nHost: a\r\nX: b\0\r\n\r\n",
        "GET /push HTTP/1.1\r\nHost: a\r\nX: b\rc\r\n\r\n",
        "GET /push HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n",
        "POST /push HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 1\r\n\r\nx",
        "POST /push HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nx",
        "POST /push HTTP/1.0\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nx",
        "POST /push HTTP/1.1\r\nHost: a\r\nContent-Length: 1, 1\r\n\r\nx",
        "POST /push HTTP/1.1\r\nHost: a\r\nContent-Length: +1\r\n\r\nx",
        "POST /push HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\nx",
        "POST /push HTTP/1.1\r\nHost: a\r\nContent-Length: 0x1\r\n\r\nx",
        "POST /push HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999999999999999\r\n\r\nx",
        "POST /push HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "POST /push HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
        "POST /push HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n",
        "POST /push HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: identity\r\n\r\n",
        "POST /push HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: xchunked\r\n\r\n",
        "POST /push HTTP/1.1\r\nHost: a\r\nTransfer-Encoding : chunked\r\n\r\n0\r\n\r\n",
        "POST /push HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\n",
        "POST /push HTTP/1.0\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "POST /push HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n",
        "POST /push HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nxy\r\n0\r\n\r\n",
        "POST /push HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n1\nx\n0\n\n",
        "GET /push HTTP/1.1\r\nHost: a\r\nSec-WebSocket-Key1: 1\r\nSec-WebSocket-Key2: 2\r\n\r\n",
      })
  void aBrokenRequestIsRefusedAndNothingBehindItIsAnswered(String request) throws Exception {
    try (RawClient client = SERVER.connect()) {
      client.send(request + NEXT);
      var answer = client.answer();
      assertEquals(400, answer.status());
      assertEquals("close", answer.header("Connection"));
      assertEquals("", client.readToEnd());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /push HTTP/1.1\r\n\r\n",
        "GET /push HTTP/1.1\r\nHost: a b\r\n\r\n",
        "GET /push HTTP/1.1\r\nHost: user@a\r\n\r\n",
        "GET /push HTTP/1.1\r\nHost: a/b\r\n\r\n",
        "GET /push HTTP/1.1\r\nHost: a, b\r\n\r\n",
      })
  void aRequestWithoutAHostIsRefused(String request) throws Exception {
    try (RawClient client = SERVER.connect()) {
      assertEquals(400, client.send(request).answer().status());
    }
  }

  @Test
  void aLineThatIsTooLongIsRefused() throws Exception {
    try (RawClient client = SERVER.connect()) {
      assertEquals(414, client.get("/push?" + "x".repeat(34_000)).answer().status());
      assertEquals("", client.readToEnd());
    }
  }

  @Test
  void headersThatAreTooLargeAreRefused() throws Exception {
    try (RawClient client = SERVER.connect()) {
      client.send("GET /push HTTP/1.1\r\nHost: a\r\n" + "X: 012345678\r\n".repeat(900) + "\r\n");
      assertEquals(431, client.answer().status());
      assertEquals("", client.readToEnd());
    }
  }

  @Test
  void anotherVersionOfHttpIsRefused() throws Exception {
    try (RawClient client = SERVER.connect()) {
      assertEquals(505, client.send("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n").answer().status());
      assertEquals("", client.readToEnd());
    }
  }

  @Test
  void aRequestIsUnderstoodHoweverItIsSplit() throws Exception {
    try (RawClient client = SERVER.connect()) {
      String request =
          "POST /push/publish?topic=t HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nhi";
      for (char octet : request.toCharArray()) {
        client.send(String.valueOf(octet));
      }
      assertEquals(201, client.answer().status());
    }
  }

  @Test
  void theDateHasTwoDigitsForTheDay() throws Exception {
    try (RawClient client = SERVER.connect()) {
      String date = client.get("/push").answer().header("Date");
      assertTrue(date.matches("\\w{3}, \\d\\d \\w{3} \\d{4} \\d\\d:\\d\\d:\\d\\d GMT"), date);
    }
  }
}
