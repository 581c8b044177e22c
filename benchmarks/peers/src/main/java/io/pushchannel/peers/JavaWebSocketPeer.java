package io.pushchannel.peers;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.java_websocket.WebSocket;
import org.java_websocket.handshake.ClientHandshake;
import org.java_websocket.server.WebSocketServer;
import org.jspecify.annotations.Nullable;

/**
 * The server of Java-WebSocket and its {@code broadcast}, which encodes a frame once and adds it to
 * the queue of each socket.
 */
final class JavaWebSocketPeer implements Peer {

  private static final int START_SECONDS = 10;
  private static final int BACKLOG = 4096;

  private final Server server = new Server();

  JavaWebSocketPeer() throws IOException {
    server.start();
    try {
      if (!server.started.await(START_SECONDS, TimeUnit.SECONDS)) {
        throw new IOException(
            "Java-WebSocket's server did not start within " + START_SECONDS + " s");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while Java-WebSocket's server was starting", e);
    }
  }

  @Override
  public URI uri() {
    return URI.create("http://127.0.0.1:" + server.getPort() + "/");
  }

  @Override
  public void publish(String text) {
    server.broadcast(text);
  }

  /** Returns the versions of the libraries in use. */
  static String versions() {
    return "Java-WebSocket " + Jar.version("org.java-websocket", "Java-WebSocket");
  }

  @Override
  public void close() {
    try {
      server.stop(1000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the end of the process closes what is still open
    }
  }

  private static final class Server extends WebSocketServer {

    private final CountDownLatch started = new CountDownLatch(1);

    Server() {
      super(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      setReuseAddr(true);
      setTcpNoDelay(true);
      setMaxPendingConnections(
          BACKLOG); // the default of 50 is too small for thousands of simultaneous connects
    }

    @Override
    public void onStart() {
      started.countDown();
    }

    @Override
    public void onOpen(WebSocket socket, ClientHandshake handshake) {}

    @Override
    public void onMessage(WebSocket socket, String message) {}

    @Override
    public void onClose(WebSocket socket, int code, String reason, boolean remote) {}

    @Override
    public void onError(@Nullable WebSocket socket, Exception failure) {
      System.err.println("Java-WebSocket: " + failure);
    }
  }
}
