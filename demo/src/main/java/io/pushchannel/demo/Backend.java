package io.pushchannel.demo;

import io.pushchannel.MessageBus;
import io.pushchannel.Retention;
import io.pushchannel.server.PushServer;
import java.time.Duration;
import java.util.List;

/**
 * The bus and the server behind the four taps. It can begin anew, as if its process had died: then
 * nothing is left of what the bus retained. Restarting and closing take up to three seconds; not
 * for event loops.
 */
final class Backend implements AutoCloseable {

  static final String TOPIC = "lane";

  /** Short, so that one sees it in a quiet lane. */
  static final Duration HEARTBEAT = Duration.ofSeconds(4);

  /** Little, so that one sees a gap when a reader pauses for long. */
  static final Retention RETENTION =
      Retention.DEFAULT.withMessages(1000).withBytes(4 << 20).withAge(Duration.ofMinutes(1));

  private final String[] hosts;
  private final List<String> origins;
  private volatile MessageBus bus;
  private volatile PushServer server;
  private boolean closed;

  /**
   * Starts it on a free port.
   *
   * @param hosts under which pages reach the taps
   * @param origins of the pages that may read
   */
  Backend(String[] hosts, List<String> origins) {
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
