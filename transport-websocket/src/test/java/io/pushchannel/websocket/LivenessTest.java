package io.pushchannel.websocket;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pushchannel.MessageBus;
import io.pushchannel.server.PushServer;
import io.pushchannel.server.ServerLimits;
import io.pushchannel.websocket.RawWebSocket.Frame;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The server checks that a client is alive, and says goodbye. */
@Timeout(30)
class LivenessTest {

  private final MessageBus bus = MessageBus.inMemory();
  private final PushServer server =
      PushServer.builder(bus)
          .port(0)
          .transports(new WebSocketTransport())
          .heartbeat(Duration.ofMillis(300))
          .start();

  @AfterEach
  void stop() {
    server.close();
    bus.close();
  }

  @Test
  void anIdleClientThatAnswersPingsStays() throws Exception {
    try (RawWebSocket client = RawWebSocket.open(server.port(), "topic=t")) {
      for (int i = 0; i < 5; i++) {
        assertEquals(RawWebSocket.PING, client.read().first());
        client.sendHex("8a 80 00000000");
      }
    }
  }

  @Test
  void anIdleClientThatDoesNotIsClosed() throws Exception {
    try (RawWebSocket client = RawWebSocket.open(server.port(), "topic=t")) {
      Frame frame = client.read();
      while (frame.first() == RawWebSocket.PING) {
        frame = client.read();
      }
      assertEquals(1008, frame.code());
    }
  }

  @Test
  void aClientThatOnlyHearsIsPingedAsWell() throws Exception {
    try (RawWebSocket client = RawWebSocket.open(server.port(), "topic=t")) {
      bus.publish("t", "busy");
      Frame frame = client.read();
      while (frame.first() == RawWebSocket.TEXT) {
        bus.publish("t", "busy"); // so that it is never idle
        frame = client.read();
      }
      assertEquals(RawWebSocket.PING, frame.first());
    }
  }

  @Test
  void signsOfLifeDoNotMakeUpForAMessageThatIsNeverFinished() throws Exception {
    try (RawWebSocket client = RawWebSocket.open(server.port(), "topic=t")) {
      client.sendHex("01 81 00000000 7b");
      Frame frame = client.read();
      while (frame.first() == RawWebSocket.PING) {
        client.sendHex("8a 80 00000000");
        bus.publish("t", "busy");
        frame = client.read();
        while (frame.first() == RawWebSocket.TEXT) {
          frame = client.sendHex("8a 80 00000000").read();
        }
      }
      assertEquals(1008, frame.code());
      assertTrue(frame.text().contains("10000 bytes per second on average"), frame.text());
    }
  }

  @Test
  void aMessageMayTakeLongerThanTwoHeartbeatsAtTheMinimumRate() throws Exception {
    try (RawWebSocket client = RawWebSocket.open(server.port(), "topic=other")) {
      String publish = "{\"publish\":{\"topic\":\"t\",\"data\":\"" + "x".repeat(40_000) + "\"}}";
      byte[] frame = RawWebSocket.masked(RawWebSocket.TEXT, publish.getBytes(US_ASCII));
      for (int from = 0; from < frame.length; from += 1000) { // 20 KB/s
        client.send(Arrays.copyOfRange(frame, from, Math.min(frame.length, from + 1000)));
        LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
      }
      Frame answer = client.read();
      while (answer.first() == RawWebSocket.PING) {
        answer = client.read();
      }
      assertTrue(answer.text().contains("published"), answer.text());
    }
  }

  @Test
  void unfinishedMessagesAreBoundedInAll() throws Exception {
    ServerLimits limits = ServerLimits.builder().heldBytes(300_000).build();
    List<RawWebSocket> clients = new ArrayList<>();
    try (PushServer small =
        PushServer.builder(bus)
            .port(0)
            .transports(new WebSocketTransport())
            .limits(limits)
            .start()) {
      byte[] frame = RawWebSocket.masked(0x01, new byte[90_000]);
      for (int i = 0; i < 6; i++) {
        RawWebSocket client = RawWebSocket.open(small.port(), "topic=t");
        clients.add(client.send(Arrays.copyOf(frame, 80_000)));
      }
      assertEquals(1013, clients.get(5).read().code());
      for (RawWebSocket client : clients) {
        client.close();
      }
      Awaitility.await().until(() -> small.statistics().connections() == 0);
      try (RawWebSocket next = RawWebSocket.open(small.port(), "topic=t")) {
        next.send(Arrays.copyOf(frame, 80_000)).sendHex("00");
        bus.publish("t", "received");
        assertEquals(RawWebSocket.TEXT, next.read().first());
      }
    }
  }

  @Test
  void aServerThatClosesSaysByeAndWhenToComeBack() throws Exception {
    try (RawWebSocket client = RawWebSocket.open(server.port(), "topic=t")) {
      CompletableFuture<Void> closed = CompletableFuture.runAsync(server::close);
      String bye = client.read().text();
      assertTrue(bye.matches("\\{\"control\":\"bye\",\"retry\":[0-9]{3,4}}"), bye);
      assertEquals(1001, client.read().code());
      assertEquals(0, client.rest());
      closed.join();
    }
  }

  @Test
  void aStreamWhoseBusIsClosedEndsWithByeAndCode1001() throws Exception {
    try (RawWebSocket client = RawWebSocket.open(server.port(), "topic=t")) {
      bus.close();
      String bye = client.read().text();
      assertTrue(bye.startsWith("{\"control\":\"bye\",\"retry\":"), bye);
      assertEquals(1001, client.read().code());
    }
  }
}
