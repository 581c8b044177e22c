package io.pushchannel.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Stands between a client and a server on this machine and lets connections go wrong: each next
 * connection takes the next {@link Fault} that was asked for, and all of them can be cut or stalled
 * at once. Its address stays when the server behind it moves.
 */
public final class FaultProxy implements AutoCloseable {

  private final ServerSocket listening;
  private final BlockingQueue<Fault> faults = new LinkedBlockingQueue<>();
  private final Set<ProxiedConnection> connections = ConcurrentHashMap.newKeySet();
  private final AtomicInteger accepted = new AtomicInteger();
  private volatile int port;
  private volatile boolean refusing;

  /** A proxy before the server at {@code port} of this machine. */
  public FaultProxy(int port) {
    this.port = port;
    try {
      listening = new ServerSocket();
      listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1024);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread acceptor = new Thread(this::accept, "fault-proxy");
    acceptor.setDaemon(true);
    acceptor.start();
  }

  /** Where clients connect: this proxy's address with the path of {@code server}. */
  public URI before(URI server) {
    return URI.create("http://127.0.0.1:" + listening.getLocalPort() + server.getPath());
  }

  /** The next connection that has no fault yet takes {@code fault}. */
  public void next(Fault fault) {
    faults.add(fault);
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
    connections.forEach(ProxiedConnection::close);
  }

  /** Lets all connections stay open and nothing more arrive. */
  public void stallAll() {
    connections.forEach(ProxiedConnection::stall);
  }

  /** How many connections there have been. */
  public int accepted() {
    return accepted.get();
  }

  /** Cuts all connections and accepts no more. */
  @Override
  public void close() {
    try {
      listening.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    cutAll();
  }

  private void accept() {
    while (!listening.isClosed()) {
      try {
        Socket client = listening.accept();
        if (refusing) {
          client.close();
        } else {
          accepted.incrementAndGet();
          Fault fault = faults.poll();
          connect(client, fault == null ? new Fault.None() : fault);
        }
      } catch (IOException e) {
        // closed, or the server is not there and the client has been told by a closed connection
      }
    }
  }

  private void connect(Socket client, Fault fault) throws IOException {
    try {
      Socket server = new Socket(InetAddress.getLoopbackAddress(), port);
      ProxiedConnection connection =
          new ProxiedConnection(client, server, fault, connections::remove);
      connections.add(connection);
      connection.start();
    } catch (IOException e) {
      client.close();
      throw e;
    }
  }
}
