package io.pushchannel.websocket;

import static io.pushchannel.websocket.RawWebSocket.CLOSE;
import static io.pushchannel.websocket.RawWebSocket.PING;
import static io.pushchannel.websocket.RawWebSocket.PONG;
import static io.pushchannel.websocket.RawWebSocket.masked;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pushchannel.MessageBus;
import io.pushchannel.server.PushServer;
import io.pushchannel.server.ServerLimits;
import io.pushchannel.websocket.RawWebSocket.Frame;
import io.pushchannel.wire.Position;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client may send, and what it earns by sending what it may not. */
class ClientInputTest {

  private final MessageBus bus = MessageBus.inMemory();
  private final PushServer server =
      PushServer.builder(bus)
          .port(0)
          .transports(new WebSocketTransport())
          .limits(ServerLimits.builder().bodyBytes(1000).topics(3).build())
          .start();

  @AfterEach
  void stop() {
    server.close();
    bus.close();
  }

  @ParameterizedTest
  @CsvSource({
    "an unmasked frame, 81 02 7b7d, 1002",
    "a reserved bit, c1 82 00000000 7b7d, 1002",
    "a reserved data opcode, 83 80 00000000, 1002",
    "a reserved control opcode, 8b 80 00000000, 1002",
    "a fragmented ping, 09 80 00000000, 1002",
    "a ping that announces 126 bytes, 89 fe 007e, 1002",
    "a continuation of nothing, 80 80 00000000, 1002",
    "a message inside a message, 01 81 00000000 7b 81 82 00000000 7b7d, 1002",
    "a close frame of one byte, 88 81 00000000 03, 1002",
    "a close code that is never sent, 88 82 00000000 03ed, 1002",
    "a close code that is none, 88 82 00000000 0000, 1002",
    "a close reason that is not UTF-8, 88 84 00000000 03e8 fffe, 1007",
    "text that is not UTF-8, 81 82 00000000 c328, 1007",
    "text that ends in half a character, 81 81 00000000 c3, 1007",
    "half a character across fragments, 01 81 00000000 e2 80 81 00000000 22, 1007",
    "text that is not JSON, 81 83 00000000 7b7b7b, 1007",
    "empty text, 81 80 00000000, 1007",
    "binary data, 82 82 00000000 7b7d, 1003",
    "a fragment of binary data, 02 82 00000000 7b7d, 1003",
    "a frame that announces too much, 81 fe 2800, 1009",
    "a frame that announces 2^63 bytes, 81 ff 8000000000000000, 1009",
    "a frame that announces 4 GiB and 1, 81 ff 0000000100000001, 1009"
  })
  void whatBreaksTheProtocolIsAnsweredByItsCloseCode(String what, String hex, int code)
      throws Exception {
    try (RawWebSocket client = RawWebSocket.open(server.port(), "topic=t")) {
      Frame close = client.sendHex(hex).read();
      assertEquals(CLOSE, close.first(), what);
      assertEquals(code, close.code(), what);
      assertEquals(0, client.rest(), what);
    }
  }

  @Test
  void aMessageIsTooBigEvenInSmallFragments() throws Exception {
    try (RawWebSocket client = RawWebSocket.open(server.port(), "topic=t")) {
      client.send(masked(0x01, new byte[4000])).send(masked(0x00, new byte[4000]));
      assertEquals(1009, client.sendHex("00 fe 0fa0").read().code());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1",
        "[]",
        "{}",
        "{\"publish\":1}",
        "{\"publish\":{\"ref\":1}}",
        "{\"subscribe\":\"t\"}",
        "{\"subscribe\":[1]}",
        "{\"drop\":[\"t\"]}",
        "{\"subscribe\":[\"t\"]} more"
      })
  void textThatIsNoCommandClosesWith1007(String text) throws Exception {
    try (RawWebSocket client = RawWebSocket.open(server.port(), "topic=t")) {
      assertEquals(1007, client.sendText(text).read().code());
    }
  }

  @Test
  void aCloseFrameIsEchoed() throws Exception {
    try (RawWebSocket client = RawWebSocket.open(server.port(), "topic=t")) {
      Frame close = client.sendHex("88 85 00000000 0fa1 627965").read();
      assertEquals(4001, close.code());
      assertEquals(0, client.rest());
    }
  }

  @Test
  void aPingIsAnsweredWithItsPayloadEvenBetweenFragments() throws Exception {
    try (RawWebSocket client = RawWebSocket.open(server.port(), "topic=other")) {
      client.send(masked(0x01, "{\"publish\":{\"topic\":\"t\",".getBytes(UTF_8)));
      Frame pong = client.send(masked(PING, new byte[] {1, 2, 3})).read();
      assertEquals(PONG, pong.first());
      assertArrayEquals(new byte[] {1, 2, 3}, pong.payload());
      client.send(masked(0x80, "\"data\":\"\"}}".getBytes(UTF_8)));
      assertTrue(client.read().text().contains("published"));
    }
  }

  @Test
  void commandsMayComeByteByByte() throws Exception {
    try (RawWebSocket client = RawWebSocket.open(server.port(), "topic=other")) {
      String text = "{\"publish\":{\"ref\":\"r\",\"topic\":\"t\",\"data\":\"é\"}}";
      for (byte one : masked(RawWebSocket.TEXT, text.getBytes(UTF_8))) {
        client.send(new byte[] {one});
      }
      assertEquals(
          "{\"control\":\"published\",\"ref\":\"r\",\"id\":\""
              + Position.of(bus.cursor()).epoch()
              + "-1\"}",
          client.read().text());
    }
  }

  @Test
  void publishesAreAnsweredInTheirOrder() throws Exception {
    try (RawWebSocket client = RawWebSocket.open(server.port(), "topic=other")) {
      String some =
          IntStream.range(0, 500)
              .mapToObj(i -> "{\"publish\":{\"ref\":\"" + i + "\",\"topic\":\"t\",\"data\":\"x\"}}")
              .collect(Collectors.joining("\n"));
      for (String one : some.split("\n")) {
        client.sendText(one);
      }
      for (int i = 0; i < 500; i++) {
        String answer = client.read().text();
        assertTrue(answer.startsWith("{\"control\":\"published\",\"ref\":\"" + i + '"'), answer);
      }
    }
  }

  @Test
  void aKeyPublishesOnceAndTheSecondAnswerSaysSo() throws Exception {
    String publish = "{\"publish\":{\"ref\":\"r\",\"topic\":\"t\",\"data\":\"x\",\"key\":\"k\"}}";
    try (RawWebSocket client = RawWebSocket.open(server.port(), "topic=other")) {
      String id = "\"id\":\"" + Position.of(bus.cursor()).epoch() + "-1\"";
      assertEquals(
          "{\"control\":\"published\",\"ref\":\"r\"," + id + "}",
          client.sendText(publish).read().text());
      assertEquals(
          "{\"control\":\"published\",\"ref\":\"r\"," + id + ",\"repeated\":true}",
          client.sendText(publish).read().text());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'publish':{'ref':'1','topic':'$t','data':'x'}} | 1 | 400",
        "{'publish':{'ref':'1','data':'x'}} | 1 | 400",
        "{'publish':{'ref':'1','topic':'t'}} | 1 | 400",
        "{'publish':{'ref':'1','topic':'t','data':7}} | 1 | 400",
        "{'publish':{'ref':'1','topic':'t','data':'\\ud800'}} | 1 | 400",
        "{'publish':{'topic':'t'}} | | 400",
        "{'subscribe':['$t']} | | 400",
        "{'subscribe':['a','b','c']} | | 400",
        "{'unsubscribe':['$t']} | | 400"
      })
  void whatIsRefusedCostsNothingButTheAnswer(String command, String ref, int status)
      throws Exception {
    try (RawWebSocket client = RawWebSocket.open(server.port(), "topic=t")) {
      String answer = client.sendText(command.replace('\'', '"')).read().text();
      String expected =
          "{\"control\":\"refused\","
              + (ref == null ? "" : "\"ref\":\"" + ref + "\",")
              + "\"status\":"
              + status
              + ",\"reason\":\"";
      assertTrue(answer.startsWith(expected), answer);
      assertTrue(answer.contains(" must "), answer);
      bus.publish("t", "still here");
      assertTrue(client.read().text().contains("still here"));
    }
  }

  @Test
  void dataOfTheLimitIsTakenAndOneByteMoreIsRefused() throws Exception {
    try (RawWebSocket client = RawWebSocket.open(server.port(), "topic=other")) {
      String fits = "é".repeat(500);
      client.sendText("{\"publish\":{\"topic\":\"t\",\"data\":\"" + fits + "\"}}");
      assertTrue(client.read().text().contains("published"));
      client.sendText("{\"publish\":{\"topic\":\"t\",\"data\":\"" + fits + "x\"}}");
      assertTrue(client.read().text().contains("\"status\":413"));
    }
  }

  @Test
  void topicsComeAndGo() throws Exception {
    try (RawWebSocket client = RawWebSocket.open(server.port(), "topic=a")) {
      client.sendText("{\"subscribe\":[\"b\",\"a\"]}").sendText("{\"unsubscribe\":[\"a\"]}");
      client.sendHex("89 80 00000000");
      assertEquals(PONG, client.read().first()); // both commands are done
      bus.publish("a", "not received");
      bus.publish("b", "received");
      assertTrue(client.read().text().contains("\"data\":\"received\""));
    }
  }
}
