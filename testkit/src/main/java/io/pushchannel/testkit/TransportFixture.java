package io.pushchannel.testkit;

import io.pushchannel.Cursor;
import io.pushchannel.Message;
import io.pushchannel.MessageBus;
import io.pushchannel.PushChannel;
import io.pushchannel.PushListener;
import io.pushchannel.PushOptions;
import io.pushchannel.PushState;
import io.pushchannel.Retention;
import io.pushchannel.proxy.FaultProxy;
import io.pushchannel.server.PushServer;
import io.pushchannel.server.ServerLimits;
import io.pushchannel.spi.Batch;
import io.pushchannel.spi.BatchFormat;
import io.pushchannel.spi.Feed;
import io.pushchannel.spi.PushTransport;
import io.pushchannel.spi.ReaderNotifier;
import io.pushchannel.wire.Position;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;

/**
 * The environment of a test: a bus, a server, a proxy before it, and the channels opened through
 * the proxy. The default heartbeat is long, because a busy machine may stall.
 */
final class TransportFixture implements AutoCloseable {

  private static final Duration HEARTBEAT = Duration.ofSeconds(5);

  private final PushTransport transport;
  private final List<PushChannel> channels = new CopyOnWriteArrayList<>();
  final GatedTransport gate;
  final FaultProxy proxy;
  private Duration heartbeat = HEARTBEAT;
  private ServerLimits limits = ServerLimits.DEFAULT;
  CountedBus bus = new CountedBus(MessageBus.inMemory());
  PushServer server;

  TransportFixture(PushTransport transport) {
    this.transport = transport;
    this.gate = new GatedTransport(transport);
    this.server = startServer();
    this.proxy = new FaultProxy(server.port());
  }

  /** Returns the default options of channels, with short pauses before retries. */
  static PushOptions options(Cursor after) {
    return PushOptions.builder()
        .after(after)
        .heartbeat(HEARTBEAT)
        .backoff(Duration.ofMillis(20), Duration.ofMillis(200))
        .build();
  }

  PushChannel open(Cursor after, PushListener listener, String... topics) {
    return open(options(after), listener, topics);
  }

  PushChannel open(PushOptions options, PushListener listener, String... topics) {
    return open(proxy.before(server.uri()), options, listener, topics);
  }

  /** Opens a channel at the latest message, without the proxy. */
  PushChannel openDirectly(PushListener listener, String... topics) {
    return open(server.uri(), options(Cursor.LATEST), listener, topics);
  }

  /** Opens a channel at the latest message, waits until it is open, and returns its listener. */
  RecordingListener opened(String... topics) {
    RecordingListener listener = new RecordingListener();
    open(Cursor.LATEST, listener, topics);
    listener.awaitOpen();
    return listener;
  }

  /** Publishes on the bus. */
  Cursor publish(String topic, String data) {
    return bus.publish(topic, data).toCompletableFuture().join().id();
  }

  /** Publishes "0", "1", ... on the bus, and returns these texts. */
  List<String> publish(String topic, int count) {
    List<String> published =
        new ArrayList<>(IntStream.range(0, count).mapToObj(Integer::toString).toList());
    published.forEach(data -> publish(topic, data));
    return published;
  }

  /** Returns the retained messages, read without the transport. */
  List<Message> log(String... topics) {
    try (Feed feed =
        bus.open(
            List.of(topics),
            Position.EARLIEST,
            BatchFormat.INSTANCE,
            new ReaderNotifier(Runnable::run))) {
      return Batch.parse(BatchFormat.read(feed, Integer.MAX_VALUE)).messages();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Replaces server and bus by new ones with the given retention. */
  void retain(Retention retention) {
    server.close();
    bus.close();
    bus = new CountedBus(MessageBus.inMemory(retention));
    restart();
  }

  /** Restarts the server with the given heartbeat. */
  void beat(Duration newHeartbeat) {
    heartbeat = newHeartbeat;
    server.close();
    restart();
  }

  /** Restarts the server with the given limits. */
  void limit(ServerLimits newLimits) {
    limits = newLimits;
    server.close();
    restart();
  }

  /** Closes the server gracefully, and starts another one on the same bus and address. */
  void restartServer() {
    server.close();
    restart();
  }

  /** Cuts all connections without a goodbye, and replaces server and bus by new ones. */
  void replaceBus() {
    proxy.refuse(true);
    proxy.cutAll();
    server.close();
    bus.close();
    bus = new CountedBus(MessageBus.inMemory());
    restart();
    proxy.refuse(false);
  }

  @Override
  public void close() {
    channels.stream()
        .filter(channel -> channel.state() != PushState.CLOSED)
        .forEach(PushChannel::close);
    proxy.close();
    server.close();
    bus.close();
  }

  private PushChannel open(URI base, PushOptions options, PushListener listener, String... topics) {
    PushChannel channel =
        PushChannel.to(base)
            .transport(transport)
            .topics(Set.of(topics))
            .options(options)
            .listen(listener);
    channels.add(channel);
    return channel;
  }

  private void restart() {
    server = startServer();
    proxy.retarget(server.port());
  }

  private PushServer startServer() {
    return PushServer.builder(bus)
        .transports(gate)
        .port(0)
        .eventLoops(1)
        .heartbeat(heartbeat)
        .limits(limits)
        .start();
  }
}
