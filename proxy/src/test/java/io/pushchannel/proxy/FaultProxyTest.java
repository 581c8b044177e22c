package io.pushchannel.proxy;

import static io.pushchannel.proxy.Direction.DOWN;
import static io.pushchannel.proxy.Direction.UP;
import static io.pushchannel.proxy.Line.assertReset;
import static io.pushchannel.proxy.Line.assertSilent;
import static io.pushchannel.proxy.Line.read;
import static io.pushchannel.proxy.Line.readAll;
import static io.pushchannel.proxy.Line.send;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.ConnectException;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Tests the faults that do not depend on the content of a connection. */
@Timeout(20)
class FaultProxyTest {

  private Line line;

  @AfterEach
  void close() throws Exception {
    line.close();
  }

  @Test
  void withoutAFaultBytesAndEndsPassBothWays() throws Exception {
    line = new Line();
    send(line.client, "up");
    assertEquals("up", read(line.server, "up"));
    line.client.shutdownOutput();
    assertEquals("", readAll(line.server));
    send(line.server, "down, after the client's end");
    line.server.close();
    assertEquals("down, after the client's end", readAll(line.client));
    Awaitility.await().until(() -> line.proxy.open() == 0);
    assertEquals(List.of(), line.onFault);
  }

  @Test
  void muchPassesWholeThoughTheReceiverIsSlow() throws Exception {
    line = new Line();
    String much = "0123456789abcdef".repeat(1 << 17);
    Thread sender = new Thread(() -> sendAndEnd(line.server, much), "sender");
    sender.start();
    assertSilentlyFull();
    assertEquals(much, readAll(line.client));
    sender.join();
  }

  @Test
  void aCutComesAfterTheBytesAsked() throws Exception {
    line = new Line(new Fault.CutAfter(4));
    send(line.server, "0123456");
    assertEquals("0123", readAll(line.client));
    assertEquals("", readAll(line.server));
    assertEquals(List.of(new Fault.CutAfter(4)), line.onFault);
  }

  @Test
  void aCutUpwardsLetsTheServerHaveTheBeginning() throws Exception {
    line = new Line(new Fault.CutAfter(UP, 3, Ending.FIN));
    send(line.client, "GET /");
    assertEquals("GET", readAll(line.server));
    assertEquals("", readAll(line.client));
  }

  @Test
  void aResetIsAReset() throws Exception {
    line = new Line(new Fault.CutAfter(DOWN, 0, Ending.RST));
    send(line.server, "x");
    assertReset(line.client);
    assertReset(line.server);
  }

  @Test
  void aStalledDirectionStopsAndTheOtherGoesOn() throws Exception {
    line = new Line(new Fault.StallAfter(2));
    send(line.server, "0123456");
    assertEquals("01", read(line.client, "01"));
    assertSilent(line.client);
    send(line.client, "still up");
    assertEquals("still up", read(line.server, "still up"));
    line.client.close();
    assertEquals("", readAll(line.server));
    Awaitility.await().until(() -> line.proxy.open() == 0);
  }

  @Test
  void ofAHalfOpenConnectionNeitherBytesNorEndsArrive() throws Exception {
    line = new Line(new Fault.HalfOpenAfter(UP, 5));
    send(line.client, "hello, you");
    assertEquals("hello", read(line.server, "hello"));
    send(line.server, "hello");
    assertSilent(line.client);
    line.client.close();
    assertSilent(line.server);
    assertEquals(1, line.proxy.open());
    line.server.close();
    Awaitility.await().until(() -> line.proxy.open() == 0);
  }

  @Test
  void allConnectionsVanishOrAreCutAtOnce() throws Exception {
    line = new Line();
    line.proxy.halfOpenAll();
    send(line.server, "lost");
    assertSilent(line.client);
    line.proxy.cutAll();
    assertEquals("", readAll(line.client));
    assertEquals("", readAll(line.server));
  }

  @Test
  void aDelayKeepsTheOrderAndTheLeast() throws Exception {
    Duration jitter = Duration.ofMillis(30);
    line = new Line(new Fault.Delay(DOWN, Duration.ofMillis(100), jitter, 1));
    long began = System.nanoTime();
    for (String piece : List.of("a", "b", "c", "d", "e")) {
      send(line.server, piece);
    }
    assertEquals("abcde", read(line.client, "abcde"));
    assertTrue(System.nanoTime() - began >= TimeUnit.MILLISECONDS.toNanos(100));
    assertEquals(1, line.onFault.size());
  }

  @Test
  void aThrottledLineTakesItsTime() throws Exception {
    line = new Line(new Fault.Throttle(DOWN, 2_000));
    long began = System.nanoTime();
    sendAndEnd(line.server, "x".repeat(400));
    assertEquals("x".repeat(400), readAll(line.client));
    assertTrue(System.nanoTime() - began >= TimeUnit.MILLISECONDS.toNanos(200));
  }

  @Test
  void anIdleConnectionIsClosedAndABusyOneIsNot() throws Exception {
    line = new Line(new Fault.CloseWhenIdle(Duration.ofMillis(200)));
    long began = System.nanoTime();
    while (System.nanoTime() - began < TimeUnit.MILLISECONDS.toNanos(400)) {
      send(line.client, "x");
      assertEquals("x", read(line.server, "x"));
    }
    assertEquals("", readAll(line.client));
    assertEquals("", readAll(line.server));
  }

  @Test
  void aClientThatEndsWhileItsRequestIsRepeatedIsNoFailure() throws Exception {
    line = new Line();
    for (int i = 0; i < 300; i++) {
      line.proxy.next(new Fault.RepeatRequest());
      try (Socket client = line.connect();
          Socket server = line.accept()) {
        send(client, "request");
        read(server, "request");
        send(server, "answer");
        client.shutdownOutput();
        try (Socket again = line.accept()) {
          assertEquals("request", read(again, "request"));
        }
      }
    }
  }

  @Test
  void eachConnectionTakesTheNextPlan() throws Exception {
    line = new Line();
    line.proxy.next(new Fault.CutAfter(1), new Fault.Throttle(DOWN, 1_000_000));
    try (Socket cut = line.connect();
        Socket server = line.accept()) {
      send(server, "ab");
      assertEquals("a", readAll(cut));
    }
    assertEquals(2, line.proxy.accepted());
    assertEquals(2, line.onFault.size());
  }

  @Test
  void itRefusesWhenAskedToAndWhenTheServerIsNotThere() throws Exception {
    line = new Line();
    line.proxy.refuse(true);
    try (Socket refused = line.connect()) {
      assertEquals("", readAll(refused));
    }
    line.proxy.refuse(false);
    line.proxy.retarget(freePort());
    try (Socket silent = line.connect()) {
      assertEquals("", readAll(silent));
    }
    assertEquals(1, line.proxy.open());
  }

  @Test
  void closedItLeavesNeitherAThreadNorASocket() throws Exception {
    line = new Line();
    line.proxy.close();
    assertEquals("", readAll(line.client));
    assertThrows(ConnectException.class, () -> line.connect());
    assertEquals(0, line.proxy.open());
    assertTrue(
        Arrays.stream(threads()).noneMatch(thread -> thread.getName().equals("fault-proxy")));
  }

  private void assertSilentlyFull() {
    Awaitility.await()
        .during(Duration.ofMillis(100))
        .until(() -> line.client.getInputStream().available() > 0);
  }

  private static void sendAndEnd(Socket from, String text) {
    try {
      send(from, text);
      from.shutdownOutput();
    } catch (java.io.IOException e) {
      throw new AssertionError(e);
    }
  }

  private static Thread[] threads() {
    return Thread.getAllStackTraces().keySet().toArray(new Thread[0]);
  }

  private static int freePort() throws Exception {
    try (java.net.ServerSocket socket = new java.net.ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
