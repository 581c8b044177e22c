package io.pushchannel.demo;

import io.pushchannel.MessageBus;
import io.pushchannel.Retention;
import io.pushchannel.demo.pages.Pages;
import io.pushchannel.server.PushServer;
import io.pushchannel.server.PushServerBuilder;
import io.pushchannel.server.ServerLimits;
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
 * The server of the demo. Pages and controls share one port. Each lane of the playground has a port
 * of its own, because a browser opens at most six connections to a host and port.
 *
 * <p>Wire reports and examples use a second bus, so that the bus behind the lanes can be restarted
 * while the pages stay connected.
 */
public final class Demo implements AutoCloseable {

  /** One hour, so that a device can stay offline during the break of a lecture. */
  private static final Retention RETENTION =
      Retention.builder().messages(2000).bytes(4 << 20).age(Duration.ofHours(1)).build();

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
   * @param host the address to listen on, as browsers name it
   * @param port the port of the pages; 0 selects a free one
   * @throws UncheckedIOException if the address or port is unavailable
   * @throws IllegalArgumentException if the host is a wildcard address such as 0.0.0.0
   */
  public static Demo start(String host, int port) {
    return start(host, port, List.of(), ServerLimits.DEFAULT);
  }

  /**
   * Starts the demo with more names and other limits.
   *
   * @param names more host names under which browsers reach it
   * @param limits of the pages and of each lane
   * @throws UncheckedIOException if the address or port is unavailable
   * @throws IllegalArgumentException if the host is a wildcard address, or a name is no host name
   */
  public static Demo start(String host, int port, List<String> names, ServerLimits limits) {
    try {
      InetAddress address = InetAddress.getByName(host);
      if (address.isAnyLocalAddress()) {
        throw new IllegalArgumentException(
            "host must be an address that a browser can name, was " + host);
      }
      HostNames hosts = HostNames.of(host, address, names);
      return new Demo(host, address, port == 0 ? freePort(address) : port, hosts, limits);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot listen on " + host + ": " + e.getMessage(), e);
    }
  }

  private Demo(String host, InetAddress address, int port, HostNames hosts, ServerLimits limits) {
    Clock clock = Clock.systemUTC();
    PushServerBuilder builder =
        PushServer.builder(house).host(host).port(port).allowHost(hosts.toArray()).limits(limits);
    stage = new Stage(address, port, hosts, limits, house, thread, clock);
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
    examples.monitor(() -> server.statistics().connections());
    stage.publisher().setRate(FIRST_RATE, FIRST_SIZE);
    stage.tellState();
  }

  /** Returns the address of the playground, for example {@code http://127.0.0.1:8080/}. */
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

  /** Returns the origins of the lanes, to which pages may connect. */
  private List<String> lanes(HostNames hosts) {
    return stage.taps("").stream().flatMap(tap -> hosts.origins(tap.port()).stream()).toList();
  }

  /**
   * Returns a port that was free a moment ago. The origin of the pages must be known before any
   * server is started.
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
