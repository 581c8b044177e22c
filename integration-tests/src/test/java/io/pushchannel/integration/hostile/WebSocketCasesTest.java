package io.pushchannel.integration.hostile;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pushchannel.integration.hostile.Cases.Case;
import io.pushchannel.server.RawClient;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each case of {@code websocket/*.cases}: the frames are answered as expected, and then the
 * connection is open, or closed by what was expected and nothing else; the canary sings on.
 */
class WebSocketCasesTest {

  private static final List<String> FAMILIES =
      List.of("websocket/frames", "websocket/closing", "websocket/text", "websocket/commands");

  static final String HANDSHAKE =
      "GET /push/websocket?topic=never HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\n"
          + "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
          + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";

  private static Victim victim;

  @BeforeAll
  static void start() throws Exception {
    victim = new Victim(Duration.ofSeconds(60));
  }

  @AfterAll
  static void stop() {
    victim.close();
  }

  static Stream<Case> cases() {
    return FAMILIES.stream().flatMap(family -> Cases.read(family).stream());
  }

  static Stream<Case> shortCases() {
    return cases().filter(one -> bytes(one).length < 300);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void theAnswerIsAsExpectedAndNobodyElseNotices(Case one) throws Exception {
    try (RawClient client = victim.connect()) {
      client.send(HANDSHAKE + new String(bytes(one), ISO_8859_1));
      assertHears(one, client);
    }
    victim.canary.sing();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("shortCases")
  void theAnswerIsTheSameWhenTheBytesComeOneByOne(Case one) throws Exception {
    try (RawClient client = victim.connect()) {
      client.send(HANDSHAKE);
      for (byte octet : bytes(one)) {
        client.send(String.valueOf((char) (octet & 0xff)));
      }
      assertHears(one, client);
    }
    victim.canary.sing();
  }

  private static void assertHears(Case one, RawClient client) throws IOException {
    assertEquals(101, client.head().status());
    assertTrue(Frame.read(client).startsWith("{\"control\":\"open\""));
    assertEquals(String.join("\n", one.expected()), String.join("\n", receive(one, client)));
  }

  static byte[] bytes(Case one) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    one.sent().forEach(line -> out.writeBytes(Frame.bytes(line)));
    return out.toByteArray();
  }

  private static List<String> receive(Case one, RawClient client) {
    List<String> received = new ArrayList<>();
    int frames = one.expected().size() - 1;
    try {
      for (int i = 0; i < frames; i++) {
        received.add(Frame.read(client));
      }
      if (one.expected().get(frames).equals("closed")) {
        String rest = client.readToEnd();
        received.add(rest.isEmpty() ? "closed" : "more: " + rest);
      } else {
        client.send(new String(Frame.bytes("fin ping \"still here\""), ISO_8859_1));
        String pong = Frame.read(client);
        received.add(pong.equals("pong still here") ? "open" : pong);
      }
    } catch (IOException e) {
      received.add("nothing: " + e.getMessage());
    }
    return received;
  }
}
