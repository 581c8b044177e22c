package io.pushchannel.demo.tap;

import io.pushchannel.proxy.FaultProxy;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.util.function.IntSupplier;

/**
 * The relay of one lane between its clients and the server. Forwards every byte and records wire
 * events. Thread-safe.
 */
public final class Tap implements AutoCloseable {

  private static final int RECEIVE_BUFFER = 16 << 10;

  private final String lane;
  private final WireLog log;
  private final FaultProxy proxy;

  /** The number of connections so far. Confined to the thread of the proxy. */
  private long connections;

  /**
   * Starts a relay.
   *
   * @param lane the lane's name, part of each recorded event
   * @param address the address to listen on
   * @param port the preferred port; if it is in use, a free one is taken
   * @param serverPort supplies the current port of the server on loopback, for each connection
   * @param log receives the events
   * @throws UncheckedIOException if no port can be opened on the address
   */
  public Tap(String lane, InetAddress address, int port, IntSupplier serverPort, WireLog log) {
    this.lane = lane;
    this.log = log;
    this.proxy =
        FaultProxy.to(serverPort)
            .threadName("tap-" + lane)
            .listen(address, port)
            .receiveBuffer(RECEIVE_BUFFER)
            .observers(this::observe)
            .start();
  }

  private TappedConnection observe() {
    connections++;
    return new TappedConnection(new EventRecorder(lane, connections, log));
  }

  /** Returns the lane's name. */
  public String lane() {
    return lane;
  }

  /** Returns the port on which this relay listens. */
  public int port() {
    return proxy.port();
  }

  /** Cuts all connections. */
  public void cut() {
    proxy.cutAll();
  }

  /**
   * Stops or resumes reading from the server, which simulates slow clients. While paused, the
   * socket buffers fill up. When they are full, the server can no longer write.
   */
  public void pause(boolean paused) {
    proxy.pause(paused);
  }

  /** Returns true while the relay is paused. */
  public boolean isPaused() {
    return proxy.isPaused();
  }

  /** Cuts all connections and accepts no more. */
  @Override
  public void close() {
    proxy.close();
  }
}
