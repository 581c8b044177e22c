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
 * The relay of one lane: stands between its clients and the server, passes on every byte, and tells
 * what went by. Two threads a connection, which is why there may be only so many of them.
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
   * @param address where to listen
   * @param port which port to take, if it is free; otherwise any
   * @param serverPort where the server on this machine is now; asked for each connection
   */
  public Tap(String lane, InetAddress address, int port, IntSupplier serverPort, WireLog log)
      throws IOException {
    this.lane = lane;
    this.log = log;
    this.serverPort = serverPort;
    this.listening = listen(address, port);
    TappedConnection.start("tap-" + lane, this::acceptAll);
  }

  /** The lane's name. */
  public String lane() {
    return lane;
  }

  /** Where it listens. */
  public int port() {
    return listening.getLocalPort();
  }

  /** Cuts all connections. */
  public void cut() {
    open.forEach(connection -> connection.end("cut"));
  }

  /**
   * Stops reading what the server sends, or goes on: as if the lane's clients were slow. Bytes pile
   * up in the sockets, and when those are full the server must skip the stream.
   */
  public void pause(boolean paused) {
    gate.shut(paused);
  }

  /** Whether it is paused. */
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

  /**
   * While the server restarts there is nobody to connect to; the client hears of it and retries.
   */
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
