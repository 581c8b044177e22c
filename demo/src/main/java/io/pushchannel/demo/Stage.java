package io.pushchannel.demo;

import io.pushchannel.MessageBus;
import io.pushchannel.demo.tap.Tap;
import io.pushchannel.demo.tap.WireLog;
import io.pushchannel.server.ServerLimits;
import io.pushchannel.wire.Position;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The parts of the playground: the backend, a tap for each lane, and the publisher. */
final class Stage implements AutoCloseable {

  static final String STATE_TOPIC = "state";

  private final MessageBus house;
  private final Backend backend;
  private final WireLog log;
  private final List<Tap> taps = new ArrayList<>();
  private final SamplePublisher publisher;

  /**
   * Starts the backend and the taps.
   *
   * @param port the port of the pages; the taps use the ports after it if they are free
   * @param hosts the names under which browsers know the pages and the taps
   * @param limits of the server behind the taps
   * @param house the bus for wire reports and the state
   * @param thread a single thread that publishes and reports, so that numbers have no holes
   */
  Stage(
      InetAddress address,
      int port,
      HostNames hosts,
      ServerLimits limits,
      MessageBus house,
      ScheduledExecutorService thread,
      Clock clock) {
    this.house = house;
    this.log = new WireLog(clock);
    this.backend = new Backend(hosts.toArray(), hosts.origins(port), limits);
    this.publisher =
        new SamplePublisher(Position.of(house.cursor()).epoch(), backend, thread, clock);
    for (Technique technique : Technique.ALL) {
      taps.add(tap(technique, address, port + 1 + taps.size()));
    }
    WireReport report = new WireReport(house, log);
    int period = WireReport.PERIOD_MILLIS;
    thread.scheduleAtFixedRate(report::tick, period, period, TimeUnit.MILLISECONDS);
  }

  SamplePublisher publisher() {
    return publisher;
  }

  /** Returns the tap of the given lane; an empty name selects all taps. */
  List<Tap> taps(String lane) {
    return taps.stream().filter(tap -> lane.isEmpty() || tap.lane().equals(lane)).toList();
  }

  WireLog.@Nullable Seen seen(long id) {
    return log.find(id);
  }

  State state() {
    Map<String, State.Lane> lanes = new LinkedHashMap<>();
    taps.forEach(tap -> lanes.put(tap.lane(), new State.Lane(tap.port(), tap.isPaused())));
    return new State(
        Position.of(house.cursor()).epoch(),
        publisher.rate(),
        publisher.size(),
        Position.of(backend.bus().cursor()).epoch(),
        Backend.HEARTBEAT.toMillis(),
        Backend.RETENTION.topicDefault().messages(),
        lanes);
  }

  void tellState() {
    house.publishJson(STATE_TOPIC, state());
  }

  /** Restarts the backend on a new thread, then calls {@code done} on that thread. */
  void restart(Runnable done) {
    Thread restart =
        new Thread(
            () -> {
              backend.restart();
              tellState();
              done.run();
            },
            "demo-restart");
    restart.setDaemon(true);
    restart.start();
  }

  private Tap tap(Technique technique, InetAddress address, int port) {
    try {
      return new Tap(technique.word(), address, port > 0xffff ? 0 : port, backend::port, log);
    } catch (UncheckedIOException e) {
      throw new UncheckedIOException(
          "cannot listen for the lane " + technique.word(), e.getCause());
    }
  }

  @Override
  public void close() {
    taps.forEach(Tap::close);
    backend.close();
  }
}
