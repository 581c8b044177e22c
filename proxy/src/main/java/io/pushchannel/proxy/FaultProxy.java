package io.pushchannel.proxy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A proxy between clients and a server on this machine that injects faults and observes bytes. Each
 * connection takes the next requested plan of {@link Fault}s, and all connections can be cut,
 * paused or made half-open at once. The address of the proxy remains the same when the server moves
 * to another port.
 *
 * <p>Thread-safe. Each method has taken effect when it returns. One daemon thread, {@code
 * fault-proxy} by default, serves all connections until the proxy is closed.
 */
public final class FaultProxy implements AutoCloseable {

  private static final int BACKLOG = 1024;

  private final FaultProxyBuilder settings;
  private final ProxyLoop loop;
  private final ServerSocketChannel listening;
  private final int port;
  private final Queue<List<Fault>> next = new ConcurrentLinkedQueue<>();
  private final Set<ProxiedConnection> open = ConcurrentHashMap.newKeySet();
  private final AtomicInteger accepted = new AtomicInteger();
  private volatile IntSupplier serverPort;
  private volatile boolean refusing;
  private volatile boolean paused;

  /** Starts a proxy without faults before the server on {@code serverPort} of this machine. */
  public FaultProxy(int serverPort) {
    this(to(() -> serverPort));
  }

  /**
   * Starts a proxy before a server of this machine.
   *
   * @param serverPort the port of the server
   * @param plans returns the plan of a connection, by its number from 0, if {@link #next} did not
   *     provide one; called on the proxy's thread
   * @param onFault receives each fault that has had an effect, once per connection, on the proxy's
   *     thread
   */
  public FaultProxy(int serverPort, IntFunction<List<Fault>> plans, Consumer<Fault> onFault) {
    this(to(() -> serverPort).faults(plans, onFault));
  }

  FaultProxy(FaultProxyBuilder settings) {
    this.settings = settings;
    this.serverPort = settings.serverPort;
    this.loop = new ProxyLoop(settings.threadName);
    try {
      listening = listen(settings.address, settings.port);
      port = listening.socket().getLocalPort();
      loop.register(listening, SelectionKey.OP_ACCEPT, this::accept);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    loop.start();
  }

  /**
   * Returns a builder for a proxy with more settings.
   *
   * @param serverPort supplies the port of the server on this machine, for each connection
   */
  public static FaultProxyBuilder to(IntSupplier serverPort) {
    return new FaultProxyBuilder(serverPort);
  }

  private static ServerSocketChannel listen(InetAddress address, int port) throws IOException {
    ServerSocketChannel listening = ServerSocketChannel.open();
    try {
      return listening.bind(new InetSocketAddress(address, port), BACKLOG);
    } catch (BindException e) {
      return listening.bind(new InetSocketAddress(address, 0), BACKLOG);
    }
  }

  /** Returns the port on which this proxy listens. */
  public int port() {
    return port;
  }

  /** Returns the address for clients: that of this proxy with the path of {@code server}. */
  public URI before(URI server) {
    return URI.create("http://127.0.0.1:" + port + server.getPath());
  }

  /** Adds a plan. Each new connection takes the oldest plan that is left. */
  public void next(Fault... plan) {
    next.add(List.of(plan));
  }

  /** Directs new connections to the server on {@code newPort}. */
  public void retarget(int newPort) {
    serverPort = () -> newPort;
  }

  /** Sets whether new connections are closed immediately. */
  public void refuse(boolean refuse) {
    refusing = refuse;
  }

  /** Cuts all connections. */
  public void cutAll() {
    loop.call(() -> open.forEach(connection -> connection.cut(Ending.FIN)));
  }

  /**
   * Stops or resumes reading from the server on all connections, also on new ones, which simulates
   * slow clients. The socket buffers fill up, and then the server can no longer write.
   */
  public void pause(boolean pause) {
    paused = pause;
    loop.call(() -> open.forEach(connection -> connection.pause(pause)));
  }

  /** Returns true while the proxy is paused. */
  public boolean isPaused() {
    return paused;
  }

  /** Makes all connections half-open: they stay open, but nothing arrives in either direction. */
  public void halfOpenAll() {
    loop.call(() -> open.forEach(ProxiedConnection::makeHalfOpen));
  }

  /** Returns the number of accepted connections so far, without the refused ones. */
  public int accepted() {
    return accepted.get();
  }

  /** Returns the number of open connections. */
  public int open() {
    return open.size();
  }

  /**
   * Cuts all connections and accepts no more.
   *
   * @throws IllegalStateException if an internal task of the proxy failed
   */
  @Override
  public void close() {
    loop.call(
        () -> {
          closeListening();
          open.forEach(ProxiedConnection::close);
        });
    loop.stop();
  }

  private void closeListening() {
    try {
      listening.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void accept(SelectionKey key) {
    SocketChannel client = null;
    try {
      for (client = listening.accept(); client != null; client = listening.accept()) {
        if (refusing) {
          client.close();
        } else {
          begin(client);
        }
      }
    } catch (IOException e) {
      closeAfter(e, client);
    }
  }

  private void begin(SocketChannel client) throws IOException {
    List<Fault> asked = next.poll();
    int number = accepted.getAndIncrement();
    List<Fault> plan = asked == null ? settings.plans.apply(number) : asked;
    ProxiedConnection connection =
        new ProxiedConnection(loop, client, serverPort.getAsInt(), plan, settings, open::remove);
    connection.pause(paused);
    open.add(connection);
  }

  /** Closes the connection of a client because the server is unreachable. */
  private static void closeAfter(IOException reason, @Nullable SocketChannel client) {
    if (client != null) {
      try {
        client.close();
      } catch (IOException e) {
        reason.addSuppressed(e);
        throw new UncheckedIOException(reason);
      }
    }
  }
}
