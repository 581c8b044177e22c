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
 * A server without a mind of its own, for tests of clients: it does what a test says, byte by byte.
 * Either the test takes its connections one by one, by {@link #accept}, or a {@link Script} serves
 * each on a thread of its own.
 */
public final class ScriptedServer implements AutoCloseable {

  private static final int PATIENCE_MILLIS = 10_000;

  private final ServerSocket listening;
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final AtomicLong sent = new AtomicLong();
  private final AtomicInteger accepted = new AtomicInteger();
  private final Set<ScriptedPeer> peers = ConcurrentHashMap.newKeySet();

  /** What is done with one connection. It is closed afterwards. */
  @FunctionalInterface
  public interface Script {
    /** Serves {@code client}, on a thread of its own. What it throws as IOException is its end. */
    void serve(ScriptedPeer client) throws IOException;
  }

  /** A server whose connections the test takes. */
  public ScriptedServer() {
    this(null);
  }

  /** A server that serves every connection by {@code script}. */
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
   * A server that answers the first connection's request with the first text, octet by octet, and
   * so on; then it accepts and says nothing.
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

  /** Where it is: {@code http://127.0.0.1:port/push}. */
  public URI uri() {
    return URI.create("http://127.0.0.1:" + listening.getLocalPort() + "/push");
  }

  /** The requests that were read so far, as they came. */
  public List<String> requests() {
    return requests;
  }

  /** How many octets were sent so far. */
  public long sent() {
    return sent.get();
  }

  /** How many connections there have been. */
  public int accepted() {
    return accepted.get();
  }

  /** Waits for the next connection, ten seconds at most. */
  public ScriptedPeer accept() throws IOException {
    ScriptedPeer peer = new ScriptedPeer(listening.accept(), PATIENCE_MILLIS, requests, sent);
    accepted.incrementAndGet();
    peers.add(peer);
    return peer;
  }

  /** Ends all its connections. */
  public void disconnect() throws IOException {
    for (ScriptedPeer peer : peers) {
      peer.close();
    }
  }

  /** Ends it and all its connections. */
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
        return; // closed: this is its end
      }
    }
  }

  private void serve(Script script, ScriptedPeer peer) {
    try (peer) {
      script.serve(peer);
    } catch (IOException e) {
      return; // the client has left, which is for the test to expect or to miss
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
