package io.pushchannel.demo;

import io.pushchannel.MessageBus;
import io.pushchannel.Retention;
import io.pushchannel.demo.pages.Pages;
import io.pushchannel.server.PushServer;
import io.pushchannel.server.PushServerBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/**
 * The demo's server: the pages with their controls on one port, and each lane of the playground on
 * a port of its own, because a browser opens at most six connections to a host and port.
 *
 * <p>The pages' own messages (what went by on the wires, the examples) go over a second bus, so
 * that the one behind the lanes can be restarted under everybody's eyes.
 */
public final class Demo implements AutoCloseable {

  /** An hour, so that a device may be offline for longer than a lecture's break. */
  private static final Retention RETENTION =
      Retention.DEFAULT.withMessages(2000).withBytes(4 << 20).withAge(Duration.ofHours(1));

  private static final double FIRST_RATE = 1;
  private static final int FIRST_SIZE = 100;

  private final MessageBus house = MessageBus.inMemory(RETENTION);
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(Demo::daemon);
  private final Stage stage;
  private final Examples examples;
  private final PushServer server;

  /**
   * Starts the demo.
   *
   * @param host where to listen and how browsers name it
   * @param port of the pages; 0 for one that is free
   * @throws UncheckedIOException if it cannot listen there
   * @throws IllegalArgumentException if it is no address that a browser can name
   */
  public static Demo start(String host, int port) {
    try {
      InetAddress address = InetAddress.getByName(host);
      if (address.isAnyLocalAddress()) {
        throw new IllegalArgumentException(
            "expected an address that a browser can name, got " + host);
      }
      return new Demo(host, address, port == 0 ? freePort(address) : port);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot listen on " + host + ": " + e.getMessage(), e);
    }
  }

  private Demo(String host, InetAddress address, int port) {
    HostNames hosts = HostNames.of(host, address);
    Clock clock = Clock.systemUTC();
    PushServerBuilder builder =
        PushServer.builder(house).host(host).port(port).allowHost(hosts.toArray());
    stage = new Stage(address, port, hosts, house, thread, clock);
    examples = new Examples(house, thread);
    try {
      new Controls(stage, clock).mount(builder);
      examples.mount(builder);
      builder.mountUnder("/", Pages.load(lanes(hosts)));
      server = builder.start();
    } catch (IOException e) {
      closeAllButServer();
      throw new UncheckedIOException("cannot read the pages: " + e.getMessage(), e);
    } catch (RuntimeException e) {
      closeAllButServer();
      throw e;
    }
    examples.monitor(server::connections);
    stage.publisher().setRate(FIRST_RATE, FIRST_SIZE);
    stage.tellState();
  }

  /** Where the playground is: {@code http://127.0.0.1:8080/}. */
  public URI uri() {
    return server.uri().resolve("/");
  }

  @Override
  public void close() {
    server.close();
    closeAllButServer();
  }

  private void closeAllButServer() {
    thread.shutdownNow();
    examples.close();
    stage.close();
    house.close();
  }

  /** The lanes' origins, to which pages may connect. */
  private List<String> lanes(HostNames hosts) {
    return stage.taps("").stream().flatMap(tap -> hosts.origins(tap.port()).stream()).toList();
  }

  /**
   * The pages' origin must be known before anything listens; hence a port that was free just now.
   */
  private static int freePort(InetAddress address) throws IOException {
    try (ServerSocket free = new ServerSocket(0, 1, address)) {
      return free.getLocalPort();
    }
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "demo");
    thread.setDaemon(true);
    return thread;
  }
}
