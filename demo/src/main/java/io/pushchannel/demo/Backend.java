package io.pushchannel.demo;

import io.pushchannel.MessageBus;
import io.pushchannel.Retention;
import io.pushchannel.server.PushServer;
import io.pushchannel.server.ServerLimits;
import java.time.Duration;
import java.util.List;

/**
 * The bus and the server behind the four taps. A restart simulates a crash of the server process:
 * the retained messages are lost. {@link #restart()} and {@link #close()} block for up to three
 * seconds and must not be called on an event loop.
 */
final class Backend implements AutoCloseable {

  static final String TOPIC = "lane";

  /** Short, so that heartbeats are visible in a quiet lane. */
  static final Duration HEARTBEAT = Duration.ofSeconds(4);

  /** Small, so that a long pause of a reader causes a visible gap. */
  static final Retention RETENTION =
      Retention.builder().messages(1000).bytes(4 << 20).age(Duration.ofMinutes(1)).build();

  private final String[] hosts;
  private final List<String> origins;
  private final ServerLimits limits;
  private volatile MessageBus bus;
  private volatile PushServer server;
  private boolean closed;

  /**
   * Starts the server on a free port.
   *
   * @param hosts the host names under which pages reach the taps
   * @param origins the origins of the pages that may read
   * @param limits of the server
   */
  Backend(String[] hosts, List<String> origins, ServerLimits limits) {
    this.limits = limits;
    this.hosts = hosts.clone();
    this.origins = List.copyOf(origins);
    this.bus = MessageBus.inMemory(RETENTION);
    this.server = serve(bus);
  }

  MessageBus bus() {
    return bus;
  }

  int port() {
    return server.port();
  }

  synchronized void restart() {
    if (!closed) {
      server.close();
      bus.close();
      bus = MessageBus.inMemory(RETENTION);
      server = serve(bus);
    }
  }

  private PushServer serve(MessageBus served) {
    return PushServer.builder(served)
        .port(0)
        .heartbeat(HEARTBEAT)
        .eventLoops(1)
        .limits(limits)
        .allowHost(hosts)
        .allowOrigin(origins.toArray(String[]::new))
        .start();
  }

  @Override
  public synchronized void close() {
    closed = true;
    server.close();
    bus.close();
  }
}
