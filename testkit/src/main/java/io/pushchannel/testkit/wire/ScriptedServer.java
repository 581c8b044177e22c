package io.pushchannel.testkit.wire;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A scripted server for tests of clients: the test controls every byte. Either the test takes the
 * connections one by one with {@link #accept}, or a {@link Script} serves each connection on a
 * thread of its own.
 */
public final class ScriptedServer implements AutoCloseable {

  private static final int PATIENCE_MILLIS = 10_000;

  private final ServerSocket listening;
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final AtomicLong sent = new AtomicLong();
  private final AtomicInteger accepted = new AtomicInteger();
  private final Set<ScriptedPeer> peers = ConcurrentHashMap.newKeySet();

  /** The behaviour on one connection, which is closed afterwards. */
  @FunctionalInterface
  public interface Script {
    /**
     * Serves {@code client}, on a thread of its own.
     *
     * @throws IOException if the connection fails; the script ends without an error
     */
    void serve(ScriptedPeer client) throws IOException;
  }

  /** Starts a server whose connections the test takes with {@link #accept}. */
  public ScriptedServer() {
    this(null);
  }

  /** Starts a server that serves every connection with {@code script}. */
  public ScriptedServer(@Nullable Script script) {
    try {
      listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
      if (script == null) {
        listening.setSoTimeout(PATIENCE_MILLIS);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (script != null) {
      run("scripted-server", () -> serveAll(script));
    }
  }

  /**
   * Starts a server that sends the first text after the first request, the second text on the
   * second connection, and so on. Further connections are accepted without a response.
   */
  public static ScriptedServer answering(String... answers) {
    List<String> left = new CopyOnWriteArrayList<>(answers);
    return new ScriptedServer(
        client -> {
          client.request();
          if (left.isEmpty()) {
            client.awaitClosed();
          } else {
            client.send(left.remove(0));
          }
        });
  }

  /** Returns the address {@code http://127.0.0.1:port/push}. */
  public URI uri() {
    return URI.create("http://127.0.0.1:" + listening.getLocalPort() + "/push");
  }

  /** Returns the requests read so far, in order, including headers. */
  public List<String> requests() {
    return requests;
  }

  /** Returns the number of octets sent so far. */
  public long sent() {
    return sent.get();
  }

  /** Returns the number of accepted connections. */
  public int accepted() {
    return accepted.get();
  }

  /** Waits up to ten seconds for the next connection. */
  public ScriptedPeer accept() throws IOException {
    ScriptedPeer peer = new ScriptedPeer(listening.accept(), PATIENCE_MILLIS, requests, sent);
    accepted.incrementAndGet();
    peers.add(peer);
    return peer;
  }

  /** Closes all connections. */
  public void disconnect() throws IOException {
    for (ScriptedPeer peer : peers) {
      peer.close();
    }
  }

  /** Closes the server and all connections. */
  @Override
  public void close() {
    try {
      listening.close();
      disconnect();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void serveAll(Script script) {
    while (!listening.isClosed()) {
      try {
        ScriptedPeer peer = accept();
        run("scripted-connection", () -> serve(script, peer));
      } catch (IOException e) {
        return; // the server was closed
      }
    }
  }

  private void serve(Script script, ScriptedPeer peer) {
    try (peer) {
      script.serve(peer);
    } catch (IOException e) {
      return; // the client closed the connection, which the test verifies itself
    } finally {
      peers.remove(peer);
    }
  }

  private static void run(String name, Runnable task) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    thread.start();
  }
}
