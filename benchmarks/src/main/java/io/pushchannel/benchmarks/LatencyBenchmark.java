package io.pushchannel.benchmarks;

import io.pushchannel.benchmarks.load.ConnectSpec;
import io.pushchannel.benchmarks.load.PushTechnique;
import io.pushchannel.benchmarks.served.PushServed;
import io.pushchannel.benchmarks.served.Served;
import java.net.URI;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Measures the time from a publish until one subscriber has received the message.
 *
 * <p><b>Short polling.</b> JMH calls a benchmark method again as soon as it returns, which is right
 * after the response to a poll. A message published at that moment would wait for the whole next
 * interval T. Real messages are published at any time between two polls and wait T/2 on average.
 * Before each invocation, outside the measured time, the benchmark therefore waits for a random
 * part of the interval, uniformly distributed in [0, T). Polls continue at a fixed rate meanwhile,
 * and the mean is T/2 plus half a round trip.
 *
 * <p><b>Long polling</b> has two latencies, hence two parameter values. With {@code
 * longpoll-parked}, a message is published one millisecond after the subscriber has sent its next
 * poll, when the poll is certainly waiting at the server. With {@code longpoll-back-to-back}, the
 * message is published as soon as the previous one was received, while the next poll is still in
 * transit.
 *
 * <p>JMH's own score includes the time until this process notices, through shared memory, that the
 * other process has read the message. This takes a few microseconds for streams and up to 0.1 ms
 * after a long wait. {@link PushProfiler} reports percentiles that end at the read itself.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 5)
@Fork(1)
@SuppressWarnings("NullAway.Init") // JMH sets the parameters
public class LatencyBenchmark extends MeasuredState {

  private static final String PARKED = "longpoll-parked";
  private static final String BACK_TO_BACK = "longpoll-back-to-back";
  private static final String SHORT_POLL = "shortpoll-";

  /** The transport; for short polling, with its interval in milliseconds. */
  @Param({
    "shortpoll-10",
    "shortpoll-50",
    "shortpoll-250",
    PARKED,
    BACK_TO_BACK,
    "sse",
    "websocket"
  })
  public String transport;

  @Param({"100", "1024"})
  public int payloadBytes;

  private final SplittableRandom random = new SplittableRandom(1);
  private long intervalNanos;
  private long requests;

  @Override
  Served serve() {
    return new PushServed();
  }

  @Override
  ConnectSpec connections(URI server) {
    ConnectSpec spec = ConnectSpec.of(technique(), server, 1);
    if (!transport.startsWith(SHORT_POLL)) {
      return spec;
    }
    int interval = Integer.parseInt(transport.substring(SHORT_POLL.length()));
    intervalNanos = TimeUnit.MILLISECONDS.toNanos(interval);
    return spec.withInterval(interval);
  }

  private PushTechnique technique() {
    if (transport.startsWith(SHORT_POLL)) {
      return PushTechnique.SHORT_POLLING;
    }
    return transport.equals(PARKED) || transport.equals(BACK_TO_BACK)
        ? PushTechnique.LONG_POLLING
        : PushTechnique.of(transport);
  }

  @Override
  void beginCounts() {
    requests = 0;
  }

  /** Waits for a random part of the interval, or until the next poll has arrived. */
  @Setup(Level.Invocation)
  public void waitForTheMoment() {
    if (intervalNanos > 0) {
      LockSupport.parkNanos(random.nextLong(intervalNanos));
    } else if (transport.equals(PARKED)) {
      while (load.requests() == requests) {
        LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(20));
      }
      requests = load.requests();
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
    }
  }

  /** Publishes one message and waits until it is received. */
  @Benchmark
  public void publishToReceive() throws InterruptedException {
    publish(1, payloadBytes);
    awaitInFlight(0);
  }
}
