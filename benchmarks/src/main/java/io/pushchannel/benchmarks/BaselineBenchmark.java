package io.pushchannel.benchmarks;

import io.pushchannel.benchmarks.baseline.BusOnly;
import io.pushchannel.benchmarks.baseline.CannedServer;
import io.pushchannel.benchmarks.baseline.PingPong;
import io.pushchannel.benchmarks.baseline.RawSockets;
import io.pushchannel.benchmarks.load.ConnectSpec;
import io.pushchannel.benchmarks.load.Technique;
import io.pushchannel.benchmarks.served.PushServed;
import io.pushchannel.benchmarks.served.Served;
import java.io.IOException;
import java.net.URI;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
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

/** Measures the baselines: the minimum cost of the work that the other benchmarks measure. */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class BaselineBenchmark {

  static final int BURST = 64;
  static final int POLLS = 1000;

  /** One thread that writes to all sockets. */
  @State(Scope.Benchmark)
  @SuppressWarnings("NullAway.Init")
  public static class Sockets extends MeasuredState {

    @Param({"sse", "websocket"})
    public String framing;

    @Param({"10", "100", "500", "1000"})
    public int subscribers;

    @Param({"1", "4", "16", "64"})
    public int messagesPerWrite;

    @Param({"100", "1024"})
    public int payloadBytes;

    @Override
    Served serve() throws IOException {
      return new RawSockets(Technique.of(framing), messagesPerWrite);
    }

    @Override
    ConnectSpec connections(URI server) {
      return ConnectSpec.of(Technique.of(framing), server, subscribers);
    }
  }

  /** Polls without new messages, by 64 clients that poll again immediately. */
  @State(Scope.Benchmark)
  @SuppressWarnings("NullAway.Init")
  public static class Polls extends MeasuredState {

    private static final int CLIENTS = 64;

    /**
     * The server: {@code canned} does not inspect the request, {@code shortpoll} is PushChannel.
     */
    @Param({"canned", "shortpoll"})
    public String server;

    private long answers;

    @Override
    Served serve() throws IOException {
      return server.equals("canned") ? CannedServer.ofPushChannel() : new PushServed();
    }

    @Override
    ConnectSpec connections(URI uri) {
      return ConnectSpec.of(Technique.SHORT_POLLING, uri, CLIENTS);
    }

    @Override
    void beginCounts() {
      answers = load.answers();
    }
  }

  /** The message log without a server. */
  @State(Scope.Benchmark)
  @SuppressWarnings("NullAway.Init")
  public static class Bus {

    static final int READERS = 500;

    private BusOnly bus;

    /** Opens the readers. */
    @Setup(Level.Trial)
    public void start() {
      bus = new BusOnly(READERS);
    }

    /** Closes what {@code start} opened. */
    @TearDown(Level.Trial)
    public void stop() {
      bus.close();
    }
  }

  /** Two threads connected by one socket. */
  @State(Scope.Benchmark)
  @SuppressWarnings("NullAway.Init")
  public static class Pair {

    private PingPong pair;

    /** Connects the two threads. */
    @Setup(Level.Trial)
    public void start() throws IOException {
      pair = new PingPong(128);
    }

    /** Closes what {@code start} opened. */
    @TearDown(Level.Trial)
    public void stop() throws IOException {
      pair.close();
    }
  }

  /**
   * Writes one burst to all sockets. The score times the number of subscribers is deliveries per
   * second.
   */
  @Benchmark
  @OperationsPerInvocation(BURST)
  public void rawSockets(Sockets sockets) throws InterruptedException {
    sockets.awaitInFlight((FanOutBenchmark.IN_FLIGHT - 1L) * BURST);
    sockets.publish(BURST, sockets.payloadBytes);
  }

  /** Waits for the next {@value #POLLS} responses to polls. */
  @Benchmark
  @OperationsPerInvocation(POLLS)
  public void polls(Polls polls) {
    polls.answers += POLLS;
    while (polls.load.answers() < polls.answers) {
      LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(100));
    }
  }

  /** Delivers one burst to {@value Bus#READERS} readers without sockets. */
  @Benchmark
  @OperationsPerInvocation(BURST * Bus.READERS)
  public long busOnly(Bus bus) {
    return bus.bus.burst(BURST, 100);
  }

  /** Sends a message over loopback and back. Half of the round trip is the minimum latency. */
  @Benchmark
  @BenchmarkMode(Mode.SampleTime)
  @OutputTimeUnit(TimeUnit.MICROSECONDS)
  public void pingPong(Pair pair) throws IOException {
    pair.pair.round();
  }
}
