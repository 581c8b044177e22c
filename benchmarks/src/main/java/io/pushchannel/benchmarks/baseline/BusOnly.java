package io.pushchannel.benchmarks.baseline;

import io.pushchannel.MessageBus;
import io.pushchannel.benchmarks.load.ConnectSpec;
import io.pushchannel.benchmarks.load.MessageStamp;
import io.pushchannel.spi.BatchFormat;
import io.pushchannel.spi.Feed;
import io.pushchannel.spi.MessageLog;
import io.pushchannel.spi.ReaderNotifier;
import io.pushchannel.wire.Position;
import java.util.List;
import java.util.stream.IntStream;

/** The bus and its readers in one thread without sockets: the baseline for the log alone. */
public final class BusOnly implements AutoCloseable {

  private static final int BYTES_PER_READ = 1 << 16;

  private final MessageBus bus = MessageBus.inMemory();
  private final List<Feed> feeds;
  private long published;

  /** Creates a bus with {@code readers} readers at the head of the log. */
  public BusOnly(int readers) {
    ReaderNotifier notifier = new ReaderNotifier(Runnable::run);
    feeds =
        IntStream.range(0, readers)
            .mapToObj(
                i ->
                    ((MessageLog) bus)
                        .open(
                            List.of(ConnectSpec.TOPIC),
                            Position.LATEST,
                            BatchFormat.INSTANCE,
                            notifier))
            .toList();
  }

  /**
   * Publishes a burst and reads it with every reader.
   *
   * @return number of deliveries
   */
  public long burst(int messages, int bytes) {
    for (int i = 0; i < messages; i++) {
      bus.publish(
          ConnectSpec.TOPIC, new MessageStamp(published++, System.nanoTime()).toText(bytes));
    }
    long delivered = 0;
    for (int i = 0; i < feeds.size(); i++) {
      Feed feed = feeds.get(i);
      for (int read = feed.read(BYTES_PER_READ, Integer.MAX_VALUE);
          read > 0;
          read = feed.read(BYTES_PER_READ, Integer.MAX_VALUE)) {
        delivered += read;
        feed.block().release();
      }
    }
    return delivered;
  }

  @Override
  public void close() {
    feeds.forEach(Feed::close);
    try {
      bus.close();
    } catch (Exception e) {
      throw new IllegalStateException("failed to close the bus", e);
    }
  }
}
