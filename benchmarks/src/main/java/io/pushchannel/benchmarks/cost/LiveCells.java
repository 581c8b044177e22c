package io.pushchannel.benchmarks.cost;

import io.pushchannel.MessageBus;
import io.pushchannel.benchmarks.channels.NumberedBus;
import io.pushchannel.benchmarks.channels.OpenLoopPublisher;
import io.pushchannel.benchmarks.channels.Schedule;
import io.pushchannel.benchmarks.channels.Transport;
import io.pushchannel.benchmarks.result.Row;
import io.pushchannel.server.PushServer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The measured cells of one rate. All of them subscribe to the same topic at the same time. */
final class LiveCells implements AutoCloseable {

  private final MessageBus bus = NumberedBus.create();
  private final PushServer server;
  private final List<LiveCell> cells = new ArrayList<>();

  LiveCells() {
    server = PushServer.builder(bus).port(0).start();
  }

  /** Connects the four transports; short polling once per interval. */
  void connect(Heads heads, List<Duration> intervals) throws IOException, InterruptedException {
    for (Transport transport : Transport.values()) {
      for (Duration interval : intervals) {
        if (transport == Transport.SHORT_POLLING || interval.equals(intervals.get(0))) {
          cells.add(new LiveCell(transport, heads, interval, server.uri(), UnitProbe.TOPIC));
        }
      }
    }
    for (LiveCell cell : cells) {
      cell.awaitOpen();
    }
  }

  /** Publishes for {@code time} and returns a row per cell. */
  List<Row> run(double rate, Duration time, int size, long seed, double roundTrip, UnitCosts units)
      throws IOException, InterruptedException {
    for (LiveCell cell : cells) {
      cell.begin();
    }
    var publisher = new OpenLoopPublisher(bus, UnitProbe.TOPIC, size, new Schedule(rate, seed));
    publisher.publishUntil(time);
    List<Row> rows = new ArrayList<>();
    for (LiveCell cell : cells) {
      rows.add(cell.end(size, publisher.published(), roundTrip, units));
    }
    return rows;
  }

  @Override
  public void close() throws IOException {
    for (LiveCell cell : cells) {
      cell.close();
    }
    server.close();
    bus.close();
  }
}
