package io.pushchannel.proxy;

import static io.pushchannel.proxy.Line.read;
import static io.pushchannel.proxy.Line.readAll;
import static io.pushchannel.proxy.Line.send;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Tests the observer of a proxy, and its pause. */
@Timeout(20)
class ConnectionObserverTest {

  private final Queue<String> observed = new ConcurrentLinkedQueue<>();
  private final ServerSocket listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final FaultProxy proxy =
      FaultProxy.to(listening::getLocalPort).observers(Observer::new).receiveBuffer(4096).start();

  ConnectionObserverTest() throws IOException {}

  @AfterEach
  void close() throws IOException {
    proxy.close();
    listening.close();
  }

  @Test
  void bytesOfBothDirectionsAndTheFirstEndAreObserved() throws IOException {
    try (Socket client = connect();
        Socket server = listening.accept()) {
      send(client, "up");
      assertEquals("up", read(server, "up"));
      client.shutdownOutput();
      assertEquals("", readAll(server));
      send(server, "down");
      assertEquals("down", read(client, "down"));
    }
    await().until(() -> proxy.open() == 0);
    assertEquals(List.of("opened", "UP up", "CLIENT", "DOWN down"), List.copyOf(observed));
  }

  @Test
  void theServersEndAndACutAreReported() throws IOException {
    try (Socket client = connect()) {
      listening.accept().close();
      assertEquals("", readAll(client));
    }
    await().until(() -> proxy.open() == 0);
    try (Socket client = connect();
        Socket server = listening.accept()) {
      await().until(() -> observed.size() == 3);
      proxy.cutAll();
      assertEquals("", readAll(client));
      assertEquals("", readAll(server));
    }
    assertEquals(List.of("opened", "SERVER", "opened", "PROXY"), List.copyOf(observed));
  }

  @Test
  void whilePausedTheServerCannotWriteForLong() throws Exception {
    proxy.pause(true);
    try (Socket client = connect();
        Socket server = listening.accept()) {
      send(client, "up");
      assertEquals("up", read(server, "up"));
      String much = "0123456789abcdef".repeat(1 << 19);
      Thread sender = new Thread(() -> sendAll(server, much), "sender");
      sender.start();
      Line.assertSilent(client);
      sender.join(100);
      assertNotEquals(Thread.State.TERMINATED, sender.getState());
      proxy.pause(false);
      assertEquals(much, read(client, much));
      sender.join();
    }
  }

  @Test
  void aClientThatEndsDuringAPauseEndsTheConnection() throws Exception {
    try (Socket client = connect();
        Socket server = listening.accept()) {
      await().until(() -> !observed.isEmpty());
      proxy.pause(true);
      client.shutdownOutput();
      assertEquals("", readAll(server));
      assertEquals("", readAll(client));
      await().until(() -> proxy.open() == 0);
    }
  }

  @Test
  void ifItsPortIsInUseItTakesAnother() {
    try (FaultProxy other =
        FaultProxy.to(listening::getLocalPort)
            .listen(InetAddress.getLoopbackAddress(), proxy.port())
            .start()) {
      assertNotEquals(proxy.port(), other.port());
    }
  }

  private Socket connect() throws IOException {
    Socket client = new Socket(InetAddress.getLoopbackAddress(), proxy.port());
    client.setSoTimeout(5_000);
    return client;
  }

  private static void sendAll(Socket from, String text) {
    try {
      send(from, text);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private final class Observer implements ConnectionObserver {

    Observer() {
      observed.add("opened");
    }

    @Override
    public void received(Direction direction, byte[] bytes) {
      observed.add(direction + " " + new String(bytes, ISO_8859_1));
    }

    @Override
    public void ended(EndedBy side) {
      observed.add(side.toString());
    }
  }
}
