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
 * Java-WebSocket's own server, and its {@code broadcast}: a frame is made once, and put into the
 * queue of each socket.
 */
final class JavaWebSocketPeer implements Peer {

  private static final int START_SECONDS = 10;
  private static final int BACKLOG = 4096;

  private final Server server = new Server();

  JavaWebSocketPeer() throws IOException {
    server.start();
    try {
      if (!server.started.await(START_SECONDS, TimeUnit.SECONDS)) {
        throw new IOException("Java-WebSocket's server does not start");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while Java-WebSocket's server started", e);
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

  /** The versions of what it is made of. */
  static String versions() {
    return "Java-WebSocket " + Jar.version("org.java-websocket", "Java-WebSocket");
  }

  @Override
  public void close() {
    try {
      server.stop(1000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // and leave the rest to the end of the process
    }
  }

  private static final class Server extends WebSocketServer {

    private final CountDownLatch started = new CountDownLatch(1);

    Server() {
      super(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      setReuseAddr(true);
      setTcpNoDelay(true);
      setMaxPendingConnections(BACKLOG); // of 50, as it comes, thousands at once would be too many
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
