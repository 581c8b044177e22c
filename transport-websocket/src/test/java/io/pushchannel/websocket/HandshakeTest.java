package io.pushchannel.websocket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pushchannel.MessageBus;
import io.pushchannel.server.PushServer;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The opening handshake, header by header. */
class HandshakeTest {

  private static final String[] GOOD = {
    "Host: localhost",
    "Upgrade: websocket",
    "Connection: Upgrade",
    "Sec-WebSocket-Version: 13",
    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=="
  };

  private final MessageBus bus = MessageBus.inMemory();
  private final PushServer server =
      PushServer.builder(bus).port(0).transports(new WebSocketTransport()).start();

  @AfterEach
  void stop() {
    server.close();
    bus.close();
  }

  @Test
  void theKeyOfTheStandardGetsTheAnswerOfTheStandard() throws Exception {
    assertEquals(
        """
        HTTP/1.1 101 Switching Protocols\r
        Upgrade: websocket\r
        Connection: Upgrade\r
        Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\
        """,
        answer("GET /push/websocket?topic=t HTTP/1.1", GOOD));
  }

  @Test
  void onlyGetIsAHandshake() throws Exception {
    String answer = answer("HEAD /push/websocket?topic=t HTTP/1.1", GOOD);
    assertTrue(answer.startsWith("HTTP/1.1 426 "), answer);
  }

  @Test
  void namesAndTokensAreFoundInAnyCaseAndAmongOthers() throws Exception {
    String answer =
        answer(
            "GET /push/websocket?topic=t HTTP/1.1",
            "host: localhost",
            "UPGRADE: WebSocket",
            "connection: keep-alive, upgrade",
            GOOD[3],
            GOOD[4]);
    assertTrue(answer.startsWith("HTTP/1.1 101 "), answer);
  }

  @Test
  void extensionsAndSubprotocolsMayBeAskedForAndAreNotAccepted() throws Exception {
    String answer =
        answer(
            "GET /push/websocket?topic=t HTTP/1.1",
            GOOD[0],
            GOOD[1],
            GOOD[2],
            GOOD[3],
            GOOD[4],
            "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits",
            "Sec-WebSocket-Protocol: chat, superchat");
    assertTrue(answer.startsWith("HTTP/1.1 101 "), answer);
    assertFalse(answer.contains("Extensions"), answer);
    assertFalse(answer.contains("Protocol:"), answer);
  }

  @ParameterizedTest
  @CsvSource({
    "1, Upgrade: h2c, 426",
    "1, X: websocket, 426",
    "2, Connection: keep-alive, 426",
    "2, X: Upgrade, 426",
    "3, Sec-WebSocket-Version: 12, 426",
    "3, X: 13, 426",
    "4, Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25j, 400",
    "4, Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ, 400",
    "4, Sec-WebSocket-Key: ????????????????????????, 400",
    "4, X: dGhlIHNhbXBsZSBub25jZQ==, 400"
  })
  void whatIsNoHandshakeIsRefused(int header, String replacement, int status) throws Exception {
    String[] headers = GOOD.clone();
    headers[header] = replacement;
    String answer = answer("GET /push/websocket?topic=t HTTP/1.1", headers);
    assertTrue(answer.startsWith("HTTP/1.1 " + status + ' '), answer);
    if (status == 426) {
      assertTrue(answer.contains("\r\nUpgrade: websocket"), answer);
      assertTrue(answer.contains("\r\nSec-WebSocket-Version: 13"), answer);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "GET /push/websocket?topic=t HTTP/1.0, 426",
    "POST /push/websocket?topic=t HTTP/1.1, 405",
    "GET /push/websocket HTTP/1.1, 400",
    "GET /push/websocket?topic=$t HTTP/1.1, 400",
    "GET /push/websocket?topic=t&after=x HTTP/1.1, 400"
  })
  void aBadRequestIsRefusedEvenWithAHandshake(String request, int status) throws Exception {
    String answer = answer(request, GOOD);
    assertTrue(answer.startsWith("HTTP/1.1 " + status + ' '), answer);
  }

  private String answer(String request, String... headers) throws IOException {
    try (RawWebSocket client = new RawWebSocket(server.port())) {
      return client.send(request + "\r\n" + String.join("\r\n", headers) + "\r\n\r\n").head();
    }
  }
}
