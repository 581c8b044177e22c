package io.pushchannel.testkit.proxy;

import java.io.IOException;
import java.io.UncheckedIOException;
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
import org.jspecify.annotations.Nullable;

/**
 * Stands between a client and a server on this machine and lets connections go wrong: each next
 * connection takes the next plan of {@link Fault}s that was asked for, and all of them can be cut
 * or stalled at once. Its address stays when the server behind it moves.
 *
 * <p>All methods may be called from any thread; what they do is done when they return. One daemon
 * thread, {@code fault-proxy}, serves all connections, until the proxy is closed.
 */
public final class FaultProxy implements AutoCloseable {

  private static final int BACKLOG = 1024;

  private final ProxyLoop loop = new ProxyLoop("fault-proxy");
  private final ServerSocketChannel listening;
  private final int listeningPort;
  private final IntFunction<List<Fault>> plans;
  private final Consumer<Fault> struck;
  private final Queue<List<Fault>> next = new ConcurrentLinkedQueue<>();
  private final Set<Conversation> open = ConcurrentHashMap.newKeySet();
  private final AtomicInteger accepted = new AtomicInteger();
  private volatile int port;
  private volatile boolean refusing;

  /** A proxy before the server at {@code port} of this machine. */
  public FaultProxy(int port) {
    this(port, number -> List.of(), fault -> {});
  }

  /**
   * A proxy before the server at {@code port} of this machine.
   *
   * @param plans what goes wrong on each connection, counted from 0, that has none by {@link
   *     #next}; called on the proxy's thread
   * @param struck told of each fault that has had an effect, on the proxy's thread, once a
   *     connection
   */
  public FaultProxy(int port, IntFunction<List<Fault>> plans, Consumer<Fault> struck) {
    this.port = port;
    this.plans = plans;
    this.struck = struck;
    try {
      listening = ServerSocketChannel.open();
      listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
      listeningPort = listening.socket().getLocalPort();
      loop.register(listening, SelectionKey.OP_ACCEPT, this::accept);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    loop.start();
  }

  /** Where clients connect: this proxy's address with the path of {@code server}. */
  public URI before(URI server) {
    return URI.create("http://127.0.0.1:" + listeningPort + server.getPath());
  }

  /** The next connection that has no plan yet takes these. */
  public void next(Fault... plan) {
    next.add(List.of(plan));
  }

  /** From now on connections go to the server at {@code newPort}. */
  public void retarget(int newPort) {
    port = newPort;
  }

  /** Whether new connections are closed at once. */
  public void refuse(boolean refuse) {
    refusing = refuse;
  }

  /** Cuts all connections. */
  public void cutAll() {
    loop.call(() -> open.forEach(conversation -> conversation.cut(Ending.FIN)));
  }

  /** Lets all connections stay open and nothing more arrive, in either direction. */
  public void stallAll() {
    loop.call(() -> open.forEach(Conversation::vanish));
  }

  /** How many connections there have been, without those refused. */
  public int accepted() {
    return accepted.get();
  }

  /** How many connections are open. */
  public int open() {
    return open.size();
  }

  /**
   * Cuts all connections and accepts no more.
   *
   * @throws IllegalStateException if the proxy itself has failed before
   */
  @Override
  public void close() {
    loop.call(
        () -> {
          closeListening();
          open.forEach(Conversation::close);
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
    List<Fault> plan = asked == null ? plans.apply(number) : asked;
    open.add(new Conversation(loop, client, port, plan, struck, open::remove));
  }

  /** The server is not there; the client is told by a closed connection. */
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
