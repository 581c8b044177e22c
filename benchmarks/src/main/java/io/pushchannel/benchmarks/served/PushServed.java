package io.pushchannel.benchmarks.served;

import io.pushchannel.MessageBus;
import io.pushchannel.Retention;
import io.pushchannel.benchmarks.load.ConnectSpec;
import io.pushchannel.benchmarks.load.Stamp;
import io.pushchannel.server.PushServer;
import io.pushchannel.server.ServerLimits;
import java.net.URI;
import java.time.Duration;

/** Our server, with all four transports, in this process. */
public final class PushServed implements Served {

  /** Enough that nobody who keeps up is told of a gap, whatever the rate. */
  private static final Retention RETENTION =
      Retention.DEFAULT
          .withMessages(100_000)
          .withBytes(64L << 20)
          .withAge(Duration.ofMinutes(10))
          .withTopics(100);

  private final MessageBus bus = MessageBus.inMemory(RETENTION);
  private final PushServer server;

  /** Starts it on a free port of loopback. */
  public PushServed(int eventLoops, Duration heartbeat) {
    ServerLimits limits = ServerLimits.DEFAULT.withConnections(15_000);
    server =
        PushServer.builder(bus)
            .port(0)
            .eventLoops(eventLoops)
            .heartbeat(heartbeat)
            .limits(limits)
            .start();
  }

  /** Starts it with one event loop, so that a load client has a core to itself on two. */
  public PushServed() {
    this(1, Duration.ofSeconds(15));
  }

  @Override
  public URI uri() {
    return server.uri();
  }

  @Override
  public void publish(long number, long intended, int bytes) {
    bus.publish(ConnectSpec.TOPIC, new Stamp(number, intended).toText(bytes));
  }

  @Override
  public void close() {
    server.close();
    try {
      bus.close();
    } catch (Exception e) {
      throw new IllegalStateException("the bus did not close", e);
    }
  }
}
