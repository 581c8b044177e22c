package io.pushchannel.benchmarks;

import io.pushchannel.MessageBus;
import io.pushchannel.Retention;
import io.pushchannel.spi.BatchFormat;
import io.pushchannel.spi.Feed;
import io.pushchannel.spi.MessageLog;
import io.pushchannel.spi.ReaderNotifier;
import io.pushchannel.wire.Position;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Measures the bus without sockets: appending a message, and delivering it to {@value #READERS}
 * readers. Run with {@code -prof gc}. A delivery does not allocate: the bytes per operation of
 * {@link #deliver} are those of one append and one encoding, divided by the number of readers. They
 * are negligible compared with {@link #append}.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
@SuppressWarnings("NullAway.Init") // JMH calls the setup method first
public class LogBenchmark {

  static final int READERS = 500;

  /** Number of messages published between two rounds of reading. */
  @Param({"1", "64"})
  public int burst;

  private final String payload = "x".repeat(100);
  private MessageBus bus;
  private List<Feed> feeds;
  private Feed single;

  /** Creates a bus with readers at the head of the log. */
  @Setup(Level.Trial)
  public void open() {
    bus = MessageBus.inMemory(Retention.builder().messages(4096).build());
    ReaderNotifier notifier = new ReaderNotifier(Runnable::run);
    feeds = IntStream.range(0, READERS).mapToObj(i -> feed("fan-out", notifier)).toList();
    bus.publish("still", payload);
    single = feed("still", notifier);
  }

  private Feed feed(String topic, ReaderNotifier notifier) {
    return ((MessageLog) bus).open(List.of(topic), Position.LATEST, BatchFormat.INSTANCE, notifier);
  }

  /** Closes the bus. */
  @TearDown(Level.Trial)
  public void close() throws Exception {
    bus.close();
  }

  /** Publishes one message without readers. Nothing is encoded. */
  @Benchmark
  public Object append() {
    return bus.publish("unread", payload);
  }

  /** Publishes a burst that all readers read. The score is per reader and read. */
  @Benchmark
  @OperationsPerInvocation(READERS)
  public int deliver() {
    for (int i = 0; i < burst; i++) {
      bus.publish("fan-out", payload);
    }
    int read = 0;
    for (int i = 0; i < READERS; i++) {
      Feed feed = feeds.get(i);
      while (feed.read(1 << 16, Integer.MAX_VALUE) > 0) {
        read += feed.length();
        feed.block().release();
      }
    }
    return read;
  }

  /** Reads when there are no new messages. */
  @Benchmark
  public int readNothing() {
    return single.read(1 << 16, Integer.MAX_VALUE);
  }
}
