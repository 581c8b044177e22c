package io.pushchannel.demo.tap;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntSupplier;

/**
 * The relay of one lane between its clients and the server. Forwards every byte and records wire
 * events. Accepts at most 64 connections at a time, because each uses two threads. Thread-safe.
 */
public final class Tap implements AutoCloseable {

  private static final int MAX_CONNECTIONS = 64;

  private final String lane;
  private final WireLog log;
  private final IntSupplier serverPort;
  private final ServerSocket listening;
  private final Set<TappedConnection> open = ConcurrentHashMap.newKeySet();
  private final AtomicLong connections = new AtomicLong();
  private final Gate gate = new Gate();

  /**
   * Starts a relay.
   *
   * @param lane the lane's name, part of each recorded event
   * @param address the address to listen on
   * @param port the preferred port; if it is in use, a free one is taken
   * @param serverPort supplies the current port of the server on loopback, for each connection
   * @param log receives the events
   * @throws IOException if no port can be opened on the address
   */
  public Tap(String lane, InetAddress address, int port, IntSupplier serverPort, WireLog log)
      throws IOException {
    this.lane = lane;
    this.log = log;
    this.serverPort = serverPort;
    this.listening = listen(address, port);
    TappedConnection.start("tap-" + lane, this::acceptAll);
  }

  /** Returns the lane's name. */
  public String lane() {
    return lane;
  }

  /** Returns the port on which this relay listens. */
  public int port() {
    return listening.getLocalPort();
  }

  /** Cuts all connections. */
  public void cut() {
    open.forEach(connection -> connection.end("cut"));
  }

  /**
   * Stops or resumes reading from the server, which simulates slow clients. While paused, the
   * socket buffers fill up. When they are full, the server can no longer write.
   */
  public void pause(boolean paused) {
    gate.shut(paused);
  }

  /** Returns true while the relay is paused. */
  public boolean isPaused() {
    return gate.isShut();
  }

  /** Cuts all connections and accepts no more. */
  @Override
  public void close() throws IOException {
    listening.close();
    gate.shut(false);
    cut();
  }

  private static ServerSocket listen(InetAddress address, int port) throws IOException {
    try {
      return new ServerSocket(port, 50, address);
    } catch (BindException e) {
      return new ServerSocket(0, 50, address);
    }
  }

  private void acceptAll() throws IOException {
    while (true) {
      Socket client = listening.accept();
      if (open.size() >= MAX_CONNECTIONS) {
        client.close();
      } else {
        connect(client);
      }
    }
  }

  /** Connects to the server. If that fails, closes the client's connection; the client retries. */
  private void connect(Socket client) throws IOException {
    Socket server = new Socket();
    try {
      server.setReceiveBufferSize(TappedConnection.BUFFER_SIZE);
      server.connect(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), serverPort.getAsInt()));
    } catch (IOException e) {
      server.close();
      client.close();
      return;
    }
    Tape tape = new Tape(lane, connections.incrementAndGet(), log);
    TappedConnection connection = new TappedConnection(client, server, tape, open::remove);
    open.add(connection);
    connection.start(gate);
  }
}
