package io.pushchannel.testkit;

import io.pushchannel.Cursor;
import io.pushchannel.Message;
import io.pushchannel.MessageBus;
import io.pushchannel.PushChannel;
import io.pushchannel.PushListener;
import io.pushchannel.PushOptions;
import io.pushchannel.PushState;
import io.pushchannel.Retention;
import io.pushchannel.server.PushServer;
import io.pushchannel.server.ServerLimits;
import io.pushchannel.spi.Batch;
import io.pushchannel.spi.BatchFormat;
import io.pushchannel.spi.Drain;
import io.pushchannel.spi.Feed;
import io.pushchannel.spi.PushTransport;
import io.pushchannel.testkit.proxy.FaultProxy;
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
 * What each test gets: a bus, a server and a proxy before it, on this machine, and the channels
 * opened through the proxy. Silence is forgiven for long, unless a test is about it: a machine that
 * is busy may stall.
 */
final class Rig implements AutoCloseable {

  private static final Duration HEARTBEAT = Duration.ofSeconds(5);

  private final PushTransport transport;
  private final List<PushChannel> channels = new CopyOnWriteArrayList<>();
  final Gate gate;
  final FaultProxy proxy;
  private Duration heartbeat = HEARTBEAT;
  private ServerLimits limits = ServerLimits.DEFAULT;
  CountedBus bus = new CountedBus(MessageBus.inMemory());
  PushServer server;

  Rig(PushTransport transport) {
    this.transport = transport;
    this.gate = new Gate(transport);
    this.server = startServer();
    this.proxy = new FaultProxy(server.port());
  }

  /** What channels are opened with, unless a test says otherwise: retries come soon. */
  static PushOptions options(Cursor after) {
    return PushOptions.DEFAULT
        .withAfter(after)
        .withHeartbeat(HEARTBEAT)
        .withBackoff(Duration.ofMillis(20), Duration.ofMillis(200));
  }

  PushChannel open(Cursor after, PushListener listener, String... topics) {
    return open(options(after), listener, topics);
  }

  PushChannel open(PushOptions options, PushListener listener, String... topics) {
    return open(proxy.before(server.uri()), options, listener, topics);
  }

  /** Opens a channel that does not go through the proxy, and hears what comes from now on. */
  PushChannel openDirectly(PushListener listener, String... topics) {
    return open(server.uri(), options(Cursor.LATEST), listener, topics);
  }

  /** The listener of a channel that is open and hears what comes from now on. */
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

  /** Publishes "0", "1", ... on the bus, and returns what it has published. */
  List<String> publish(String topic, int count) {
    List<String> published =
        new ArrayList<>(IntStream.range(0, count).mapToObj(Integer::toString).toList());
    published.forEach(data -> publish(topic, data));
    return published;
  }

  /** What the log retains, read without the transport. */
  List<Message> log(String... topics) {
    try (Feed feed =
        bus.open(
            List.of(topics), Cursor.EARLIEST, BatchFormat.INSTANCE, new Drain(Runnable::run))) {
      return Batch.parse(BatchFormat.read(feed, Integer.MAX_VALUE)).messages();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts over with a bus that keeps only this. */
  void retain(Retention retention) {
    server.close();
    bus.close();
    bus = new CountedBus(MessageBus.inMemory(retention));
    restart();
  }

  /** Starts the server over with this heartbeat. */
  void beat(Duration newHeartbeat) {
    heartbeat = newHeartbeat;
    server.close();
    restart();
  }

  /** Starts the server over with these limits. */
  void limit(ServerLimits newLimits) {
    limits = newLimits;
    server.close();
    restart();
  }

  /** Closes the server gracefully and starts another on the same bus, at the same address. */
  void restartServer() {
    server.close();
    restart();
  }

  /** Lets server and bus vanish without a word, and others take their place. */
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
    PushChannel channel = PushChannel.open(base, transport, Set.of(topics), options, listener);
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
