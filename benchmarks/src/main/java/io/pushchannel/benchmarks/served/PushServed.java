package io.pushchannel.benchmarks.served;

import io.pushchannel.MessageBus;
import io.pushchannel.Retention;
import io.pushchannel.benchmarks.load.ConnectSpec;
import io.pushchannel.benchmarks.load.MessageStamp;
import io.pushchannel.server.PushServer;
import io.pushchannel.server.ServerLimits;
import java.net.URI;
import java.time.Duration;

/** PushChannel's server with all four transports, in this process. */
public final class PushServed implements Served {

  /** Retention that avoids gaps for all clients that keep up, at any rate. */
  private static final Retention RETENTION =
      Retention.builder()
          .messages(100_000)
          .bytes(64L << 20)
          .age(Duration.ofMinutes(10))
          .topics(100)
          .build();

  private final MessageBus bus = MessageBus.inMemory(RETENTION);
  private final PushServer server;

  /** Starts the server on a free loopback port. */
  public PushServed(int eventLoops, Duration heartbeat) {
    ServerLimits limits = ServerLimits.builder().connections(15_000).build();
    server =
        PushServer.builder(bus)
            .port(0)
            .eventLoops(eventLoops)
            .heartbeat(heartbeat)
            .limits(limits)
            .start();
  }

  /**
   * Starts the server with one event loop, which leaves the other of two cores to the load client.
   */
  public PushServed() {
    this(1, Duration.ofSeconds(15));
  }

  @Override
  public URI uri() {
    return server.uri();
  }

  @Override
  public void publish(long number, long intended, int bytes) {
    bus.publish(ConnectSpec.TOPIC, new MessageStamp(number, intended).toText(bytes));
  }

  @Override
  public void close() {
    server.close();
    try {
      bus.close();
    } catch (Exception e) {
      throw new IllegalStateException("failed to close the bus", e);
    }
  }
}
