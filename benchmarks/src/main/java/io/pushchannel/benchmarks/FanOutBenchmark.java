package io.pushchannel.benchmarks;

import io.pushchannel.benchmarks.load.ConnectSpec;
import io.pushchannel.benchmarks.load.PushTechnique;
import io.pushchannel.benchmarks.served.PushServed;
import io.pushchannel.benchmarks.served.Served;
import java.net.URI;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Measures how many bursts per second reach all subscribers. One invocation is one burst; the
 * counter {@code deliveries} is the number of messages per second received by all subscribers
 * together.
 *
 * <p>JMH calls a benchmark method again as soon as it returns. A method that waited for the
 * delivery of its burst would measure the round trip, with the server idle most of the time. An
 * invocation therefore waits only until fewer than {@value #IN_FLIGHT} bursts are in flight, and
 * then publishes one more. On busy cores, this leaves the server enough work until the publishing
 * thread continues. Messages that accumulate in the log are sent in larger writes. {@code
 * messagesPerWrite} of {@link PushProfiler} is their mean size, and determines the baseline to
 * compare with.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
@SuppressWarnings("NullAway.Init") // JMH sets the parameters
public class FanOutBenchmark extends MeasuredState {

  static final int IN_FLIGHT = 16;

  /** The name of a transport. Polling clients poll again immediately. */
  @Param({"shortpoll", "longpoll", "sse", "websocket"})
  public String transport;

  @Param({"10", "100", "500", "1000"})
  public int subscribers;

  @Param({"1", "16", "64"})
  public int burst;

  @Param({"100", "1024"})
  public int payloadBytes;

  private long seenDeliveries;
  private long seenRequests;
  private long seenBytes;

  /** The additional counters, reported per second. */
  @State(Scope.Thread)
  @AuxCounters(AuxCounters.Type.OPERATIONS)
  public static class Counts {
    public long deliveries;
    public long requests;
    public long bytes;
  }

  @Override
  Served serve() {
    return new PushServed();
  }

  @Override
  ConnectSpec connections(URI server) {
    return ConnectSpec.of(PushTechnique.of(transport), server, subscribers);
  }

  @Override
  void beginCounts() {
    count(new Counts());
  }

  /** Publishes one burst. */
  @Benchmark
  public void burst(Counts counts) throws InterruptedException {
    awaitInFlight((IN_FLIGHT - 1L) * burst);
    publish(burst, payloadBytes);
    count(counts);
  }

  private void count(Counts counts) {
    counts.deliveries += load.delivered() - seenDeliveries;
    counts.requests += load.requests() - seenRequests;
    counts.bytes += load.bytesDown() - seenBytes;
    seenDeliveries = load.delivered();
    seenRequests = load.requests();
    seenBytes = load.bytesDown();
  }
}
