package io.pushchannel.benchmarks;

import io.pushchannel.benchmarks.load.ConnectSpec;
import io.pushchannel.benchmarks.load.Technique;
import io.pushchannel.benchmarks.served.PushServed;
import java.io.IOException;
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
 * From a publish until one subscriber has it.
 *
 * <p><b>Short polling.</b> JMH calls again as soon as a method returns, which here is right after a
 * poll was answered: published at once, each message would wait for the whole next interval, and
 * short polling would show T where T/2 is the truth. A message of the real world falls anywhere
 * between two polls. So before each invocation, outside the time that is measured, a random part of
 * the interval, evenly distributed in [0, T), passes; polls go on at a fixed rate meanwhile, and
 * the mean is T/2 and half a round trip.
 *
 * <p><b>Long polling</b> has two values, because it has two latencies. {@code longpoll-parked}: the
 * subscriber's next poll is out, and a millisecond later it is surely waiting at the server, before
 * a message is published. {@code longpoll-back-to-back}: the message is published as soon as the
 * last one was heard, and meets the poll on its way.
 *
 * <p>JMH's own score ends when this process sees that the other one has read the message, by memory
 * that both share: some microseconds for streams, up to 0.1 ms after a long wait. {@link
 * PushProfiler} tells the percentiles up to the read itself.
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

  /** A transport; short polling with its interval in milliseconds. */
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
  Measured begin() throws IOException {
    PushServed served = new PushServed();
    ConnectSpec spec = ConnectSpec.of(technique(), served.uri(), 1);
    if (transport.startsWith(SHORT_POLL)) {
      int interval = Integer.parseInt(transport.substring(SHORT_POLL.length()));
      intervalNanos = TimeUnit.MILLISECONDS.toNanos(interval);
      spec = spec.withInterval(interval);
    }
    return new Measured(served, spec);
  }

  private Technique technique() {
    if (transport.startsWith(SHORT_POLL)) {
      return Technique.SHORT_POLLING;
    }
    return transport.equals(PARKED) || transport.equals(BACK_TO_BACK)
        ? Technique.LONG_POLLING
        : Technique.of(transport);
  }

  @Override
  void beginCounts() {
    requests = 0;
  }

  /** Lets the random part of the interval pass, or the next poll arrive. */
  @Setup(Level.Invocation)
  public void waitForTheMoment() {
    if (intervalNanos > 0) {
      LockSupport.parkNanos(random.nextLong(intervalNanos));
    } else if (transport.equals(PARKED)) {
      while (measured.load.requests() == requests) {
        LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(20));
      }
      requests = measured.load.requests();
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
    }
  }

  /** One message, from here to there. */
  @Benchmark
  public void publishToReceive() throws InterruptedException {
    measured.publish(1, payloadBytes);
    measured.awaitInFlight(0);
  }
}
