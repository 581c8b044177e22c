package io.pushchannel.integration.hostile;

import io.pushchannel.MessageBus;
import io.pushchannel.server.PushServer;
import io.pushchannel.server.RawClient;
import io.pushchannel.server.ServerLimits;
import java.io.IOException;
import java.time.Duration;

/** A server with all four transports, and the canary beside it. */
final class Victim implements AutoCloseable {

  /** Who may ask from another origin. */
  static final String LISTED = "https://listed.example";

  private static final Duration IDLE = Duration.ofSeconds(60);

  final MessageBus bus = MessageBus.inMemory();
  final PushServer server;
  final Canary canary;

  Victim(Duration requestTimeout) throws InterruptedException {
    server =
        PushServer.builder(bus)
            .port(0)
            .allowHost("a", "b", "a.example")
            .allowOrigin(LISTED)
            .limits(ServerLimits.builder().requestTimeout(requestTimeout).idleTimeout(IDLE).build())
            .start();
    bus.publish("t", "first");
    bus.publish("t", "second");
    canary = new Canary(server.uri(), bus);
  }

  RawClient connect() throws IOException {
    return new RawClient(server.port());
  }

  @Override
  public void close() {
    canary.close();
    server.close();
    bus.close();
  }
}
