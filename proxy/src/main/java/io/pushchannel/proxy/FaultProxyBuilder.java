package io.pushchannel.proxy;

import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/** The settings of a {@link FaultProxy}. All functions are called on the proxy's thread. */
public final class FaultProxyBuilder {

  final IntSupplier serverPort;
  String threadName = "fault-proxy";
  InetAddress address = InetAddress.getLoopbackAddress();
  int port;
  int receiveBuffer;
  IntFunction<List<Fault>> plans = number -> List.of();
  Consumer<Fault> onFault = fault -> {};
  Supplier<? extends ConnectionObserver> observers = () -> ConnectionObserver.NONE;

  FaultProxyBuilder(IntSupplier serverPort) {
    this.serverPort = serverPort;
  }

  /** Sets the name of the proxy's thread. */
  public FaultProxyBuilder threadName(String newName) {
    threadName = newName;
    return this;
  }

  /**
   * Sets the address and port to listen on; by default loopback and a free port.
   *
   * @param preferredPort the port; if it is in use, a free one is taken
   */
  public FaultProxyBuilder listen(InetAddress newAddress, int preferredPort) {
    address = newAddress;
    port = preferredPort;
    return this;
  }

  /**
   * Sets the size of the socket buffer for bytes of the server. A small one lets the server notice
   * a pause early.
   */
  public FaultProxyBuilder receiveBuffer(int bytes) {
    receiveBuffer = bytes;
    return this;
  }

  /**
   * Sets the faults.
   *
   * @param newPlans returns the plan of a connection, by its number from 0, if {@link
   *     FaultProxy#next} did not provide one
   * @param newOnFault receives each fault that has had an effect, once per connection
   */
  public FaultProxyBuilder faults(IntFunction<List<Fault>> newPlans, Consumer<Fault> newOnFault) {
    plans = newPlans;
    onFault = newOnFault;
    return this;
  }

  /** Sets the source of observers, which is called once for each connection to the server. */
  public FaultProxyBuilder observers(Supplier<? extends ConnectionObserver> newObservers) {
    observers = newObservers;
    return this;
  }

  /**
   * Starts the proxy.
   *
   * @throws UncheckedIOException if no port can be opened on the address
   */
  public FaultProxy start() {
    return new FaultProxy(this);
  }
}
