package io.pushchannel.integration.endurance;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.pushchannel.MessageBus;
import io.pushchannel.server.PushServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The server distinguishes a peer that has vanished from one that does not read. */
@Timeout(60)
class LivenessTest {

  private static final String SSE = "GET /push/sse?topic=%s HTTP/1.1\r\nHost: localhost\r\n\r\n";
  private static final String WEBSOCKET =
      "GET /push/websocket?topic=%s HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\n"
          + "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
          + "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n";

  private static final byte[] PONG = {(byte) 0x8a, (byte) 0x80, 0, 0, 0, 0};

  private final MessageBus bus = MessageBus.inMemory();
  private final List<Socket> sockets = new ArrayList<>();

  @AfterEach
  void close() throws IOException {
    for (Socket socket : sockets) {
      socket.close();
    }
    bus.close();
  }

  private PushServer start(String host, Duration heartbeat) {
    return PushServer.builder(bus).host(host).port(0).heartbeat(heartbeat).start();
  }

  @Test
  void aPeerThatVanishesIsGoneWithinTwoHeartbeatsWhetherItsTopicIsBusyOrNot() throws Exception {
    assumeTrue(FarMachine.isPossible(), "needs Linux, root and network namespaces");
    Duration heartbeat = Duration.ofSeconds(2);
    try (FarMachine far = new FarMachine();
        PushServer server = start(FarMachine.HERE, heartbeat)) {
      for (String request : new String[] {SSE, WEBSOCKET}) {
        far.connect(server.port(), String.format(request, "idle").replace("\r\n", "\\r\\n"));
        far.connect(server.port(), String.format(request, "busy").replace("\r\n", "\\r\\n"));
      }
      await().until(() -> server.statistics().connections() == 4);
      bus.publish("busy", "text");
      far.vanish();
      long start = System.nanoTime();
      await()
          .pollInterval(Duration.ofMillis(20))
          .until(
              () -> {
                bus.publish("busy", "text");
                return server.statistics().connections() == 0;
              });
      long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
      System.out.printf("vanished peers were gone after %,d ms, heartbeat 2,000 ms%n", millis);
      assertTrue(millis < heartbeat.toMillis() * 5 / 2, () -> millis + " ms");
    }
  }

  @Test
  void aPeerThatLivesButDoesNotReadIsASlowReaderAndStays() throws Exception {
    Duration heartbeat = Duration.ofMillis(300);
    try (PushServer server = start("127.0.0.1", heartbeat)) {
      Socket sse = connect(server, String.format(SSE, "t"));
      Socket webSocket = connect(server, String.format(WEBSOCKET, "t"));
      String text = "x".repeat(100_000);
      for (int i = 0; i < 50; i++) {
        bus.publish("t", text); // 5 MB, more than kernels keep for such sockets
      }
      long end = System.nanoTime() + heartbeat.multipliedBy(8).toNanos();
      await().until(() -> System.nanoTime() > end);
      assertHearsAll(sse, 50, "\ndata: x", new byte[0]);
      assertHearsAll(webSocket, 50, "\"data\":\"x", PONG);
      assertEquals(2, server.statistics().connections());
    }
  }

  private Socket connect(PushServer server, String request) throws IOException {
    Socket socket = new Socket();
    sockets.add(socket);
    socket.setReceiveBufferSize(1 << 14);
    socket.connect(new InetSocketAddress("127.0.0.1", server.port()));
    socket.setSoTimeout(10_000);
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    StringBuilder opening = new StringBuilder();
    while (opening.indexOf("\"heartbeat\":300}") < 0) {
      opening.append((char) socket.getInputStream().read());
    }
    return socket;
  }

  private static void assertHearsAll(Socket socket, int messages, String sign, byte[] life)
      throws IOException {
    InputStream in = socket.getInputStream();
    StringBuilder received = new StringBuilder();
    byte[] buffer = new byte[1 << 16];
    int count = 0;
    while (count < messages) {
      socket.getOutputStream().write(life);
      int read = in.read(buffer);
      assertTrue(read > 0, "the stream ended");
      received.append(new String(buffer, 0, read, StandardCharsets.ISO_8859_1));
      for (int at = received.indexOf(sign); at >= 0; at = received.indexOf(sign)) {
        count++;
        received.delete(0, at + sign.length());
      }
      received.delete(0, Math.max(0, received.length() - sign.length()));
    }
    assertEquals(messages, count);
  }
}
