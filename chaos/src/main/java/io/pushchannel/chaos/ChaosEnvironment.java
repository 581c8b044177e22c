package io.pushchannel.chaos;

import io.pushchannel.Cursor;
import io.pushchannel.PushChannel;
import io.pushchannel.PushOptions;
import io.pushchannel.Retention;
import io.pushchannel.proxy.FaultProxy;
import io.pushchannel.server.PushServer;
import io.pushchannel.spi.PushTransport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The environment of the readers: a bus, a server, and a proxy for each transport. Server and bus
 * are replaced only on the event runner's thread.
 */
final class ChaosEnvironment implements AutoCloseable {

  private static final Duration HEARTBEAT = Duration.ofMillis(250);

  private final List<PushTransport> transports;
  private final PublishedLog log;
  private final Retention retention;
  private final List<FaultProxy> proxies = new ArrayList<>();
  private volatile RecordingBus bus;
  private PushServer server;
  private volatile boolean faultsEnded;

  ChaosEnvironment(
      long seed,
      List<PushTransport> transports,
      PublishedLog log,
      Retention retention,
      List<Counts> counts) {
    this.transports = transports;
    this.log = log;
    this.retention = retention;
    this.bus = newBus();
    this.server = newServer();
    for (int i = 0; i < transports.size(); i++) {
      boolean upgrades = transports.get(i).name().equals("websocket");
      FaultPlans plans = new FaultPlans(seed + 31L * i, upgrades);
      proxies.add(
          new FaultProxy(
              server.port(),
              number -> faultsEnded ? List.of() : plans.plan(number),
              counts.get(i)::fault));
    }
  }

  /** Returns the current bus. Thread-safe. */
  RecordingBus bus() {
    return bus;
  }

  FaultProxy proxy(int transport) {
    return proxies.get(transport);
  }

  String transport(int transport) {
    return transports.get(transport).name();
  }

  PushChannel open(int transport, Set<String> topics, Cursor after, HistoryRecorder recorder) {
    PushOptions options =
        PushOptions.builder()
            .after(after)
            .heartbeat(HEARTBEAT)
            .connectTimeout(Duration.ofSeconds(1))
            .backoff(Duration.ofMillis(10), Duration.ofMillis(150))
            .build();
    return PushChannel.to(proxies.get(transport).before(server.uri()))
        .transport(transports.get(transport))
        .topics(topics)
        .options(options)
        .listen(recorder);
  }

  void stopServer() {
    server.close();
  }

  void replaceBus() {
    RecordingBus old = bus;
    bus = newBus();
    old.close();
  }

  void startServer() {
    server = newServer();
    proxies.forEach(proxy -> proxy.retarget(server.port()));
  }

  /** Ends all faults: new connections have none, and faulty connections are cut. */
  void endFaults() {
    faultsEnded = true;
    for (FaultProxy proxy : proxies) {
      proxy.refuse(false);
      proxy.cutAll();
    }
  }

  @Override
  public void close() {
    server.close();
    bus.close();
    proxies.forEach(FaultProxy::close);
  }

  private RecordingBus newBus() {
    return new RecordingBus(retention, log);
  }

  private PushServer newServer() {
    return PushServer.builder(bus)
        .transports(transports.toArray(new PushTransport[0]))
        .port(0)
        .eventLoops(1)
        .heartbeat(HEARTBEAT)
        .start();
  }
}
