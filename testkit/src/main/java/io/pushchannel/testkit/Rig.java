package io.pushchannel.testkit;

import io.pushchannel.Cursor;
import io.pushchannel.MessageBus;
import io.pushchannel.PushChannel;
import io.pushchannel.PushListener;
import io.pushchannel.PushOptions;
import io.pushchannel.Retention;
import io.pushchannel.server.PushServer;
import io.pushchannel.spi.PushTransport;
import io.pushchannel.testkit.proxy.FaultProxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A bus, a server and a proxy before it, and the channels opened through the proxy. */
final class Rig implements AutoCloseable {

  static final Duration HEARTBEAT = Duration.ofMillis(300);

  private final PushTransport transport;
  private final List<PushChannel> channels = new ArrayList<>();
  final FaultProxy proxy;
  MessageBus bus;
  PushServer server;

  Rig(PushTransport transport, Retention retention) {
    this.transport = transport;
    this.bus = MessageBus.inMemory(retention);
    this.server = startServer();
    this.proxy = new FaultProxy(server.port());
  }

  static PushOptions options(Cursor after) {
    return PushOptions.DEFAULT
        .withAfter(after)
        .withHeartbeat(HEARTBEAT)
        .withConnectTimeout(Duration.ofSeconds(2))
        .withBackoff(Duration.ofMillis(20), Duration.ofMillis(200));
  }

  PushChannel open(Cursor after, PushListener listener, String... topics) {
    PushChannel channel =
        PushChannel.open(
            proxy.before(server.uri()), transport, Set.of(topics), options(after), listener);
    channels.add(channel);
    return channel;
  }

  /** Closes the server gracefully and starts another on the same bus. */
  void restartServer() {
    server.close();
    server = startServer();
    proxy.retarget(server.port());
  }

  /** Puts a new server on a new bus in the place of the old ones. */
  void replaceBus() {
    server.close();
    bus.close();
    bus = MessageBus.inMemory();
    server = startServer();
    proxy.retarget(server.port());
  }

  Cursor publish(String topic, String data) {
    return bus.publish(topic, data).toCompletableFuture().join().id();
  }

  @Override
  public void close() {
    channels.forEach(PushChannel::close);
    server.close();
    proxy.close();
    bus.close();
  }

  private PushServer startServer() {
    return PushServer.builder(bus)
        .transports(transport)
        .port(0)
        .eventLoops(1)
        .heartbeat(HEARTBEAT)
        .start();
  }
}
