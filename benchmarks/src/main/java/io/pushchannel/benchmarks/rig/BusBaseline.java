package io.pushchannel.benchmarks.rig;

import io.pushchannel.MessageBus;
import io.pushchannel.benchmarks.load.ConnectSpec;
import io.pushchannel.benchmarks.load.MessageStamp;
import io.pushchannel.benchmarks.result.Row;
import io.pushchannel.benchmarks.result.SubjectKind;
import io.pushchannel.spi.BatchFormat;
import io.pushchannel.spi.Feed;
import io.pushchannel.spi.MessageLog;
import io.pushchannel.spi.ReaderNotifier;
import io.pushchannel.wire.Position;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** The bus and its readers in one thread without sockets: the baseline for the log alone. */
record BusBaseline(Duration length) implements Scenario {

  private static final int READERS = 500;
  private static final int BURST = 64;
  private static final int BYTES = 100;
  private static final int BYTES_PER_READ = 1 << 16;

  @Override
  public String scenario() {
    return "baseline";
  }

  @Override
  public String label() {
    return "baseline bus";
  }

  @Override
  public Duration estimate() {
    return length.multipliedBy(2);
  }

  @Override
  public List<Row> run(RunContext context) {
    try (MessageBus bus = MessageBus.inMemory()) {
      ReaderNotifier notifier = new ReaderNotifier(Runnable::run);
      List<Feed> feeds = Stream.generate(() -> feed(bus, notifier)).limit(READERS).toList();
      deliveriesPerSecond(bus, feeds); // warm-up
      return List.of(
          Row.of(scenario(), "bus", SubjectKind.BASELINE, context.round())
              .with("subscribers", READERS)
              .with("burst", BURST)
              .with("payloadBytes", BYTES)
              .figure("deliveriesPerSecond", deliveriesPerSecond(bus, feeds)));
    }
  }

  private static Feed feed(MessageBus bus, ReaderNotifier notifier) {
    return ((MessageLog) bus)
        .open(List.of(ConnectSpec.TOPIC), Position.LATEST, BatchFormat.INSTANCE, notifier);
  }

  private double deliveriesPerSecond(MessageBus bus, List<Feed> feeds) {
    long start = System.nanoTime();
    long delivered = 0;
    while (System.nanoTime() - start < length.toNanos()) {
      for (int i = 0; i < BURST; i++) {
        bus.publish(ConnectSpec.TOPIC, new MessageStamp(i, start).toText(BYTES));
      }
      for (Feed feed : feeds) {
        delivered += readAll(feed);
      }
    }
    return delivered * 1e9 / (System.nanoTime() - start);
  }

  private static long readAll(Feed feed) {
    long messages = 0;
    for (int read = feed.read(BYTES_PER_READ, Integer.MAX_VALUE);
        read > 0;
        read = feed.read(BYTES_PER_READ, Integer.MAX_VALUE)) {
      messages += read;
      feed.block().release();
    }
    return messages;
  }
}
