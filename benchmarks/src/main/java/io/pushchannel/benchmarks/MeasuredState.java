package io.pushchannel.benchmarks;

import io.pushchannel.benchmarks.load.ConnectSpec;
import io.pushchannel.benchmarks.load.LoadProcess;
import io.pushchannel.benchmarks.load.LoadReport;
import io.pushchannel.benchmarks.served.Served;
import io.pushchannel.benchmarks.served.Usage;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.time.Duration;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * A server in this JVM, JMH's fork, with its subscribers in a separate process. The figures of
 * {@code -prof gc} and the CPU times are therefore the server's alone. JMH starts both once per
 * trial. Each iteration starts with no message in flight and ends with a check for losses.
 */
@State(Scope.Benchmark)
@SuppressWarnings("NullAway.Init") // JMH calls the setup method first
public abstract class MeasuredState {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  LoadProcess load;
  private Served served;
  private int connections;
  private Usage before;
  private long next;
  private long first;

  /** Starts the server as the parameters specify. */
  abstract Served serve() throws IOException;

  /** Returns the connections of the subscribers as the parameters specify. */
  abstract ConnectSpec connections(URI server);

  /** Starts server and subscribers before all iterations. */
  @Setup(Level.Trial)
  public void start() throws IOException {
    served = serve();
    load = LoadProcess.start(Redirect.INHERIT);
    ConnectSpec spec = connections(served.uri());
    connections = spec.connections();
    load.connect(spec);
  }

  /** Resets the counters of a benchmark at the start of each iteration. */
  void beginCounts() {}

  /** Starts an iteration. */
  @Setup(Level.Iteration)
  public void reset() throws IOException {
    load.reset(next);
    first = next;
    before = Usage.now();
    beginCounts();
  }

  /**
   * Ends an iteration: waits for all deliveries and passes the figures to the profiler.
   *
   * @throws IllegalStateException if a message was lost, duplicated or reordered
   */
  @TearDown(Level.Iteration)
  public void account() throws IOException, InterruptedException {
    awaitInFlight(0);
    LoadReport report = load.report(next);
    PushProfiler.record(report, before, Usage.now());
    if (!report.ledger().isClean() || report.broken() > 0) {
      throw new IllegalStateException(
          "unexplained loss: " + report.ledger() + ", last error: " + report.lastBreak());
    }
  }

  void publish(int count, int bytes) {
    served.publish(next, count, bytes);
    next += count;
  }

  /**
   * Waits until at most {@code messages} messages have not yet been received by all subscribers.
   */
  void awaitInFlight(long messages) throws InterruptedException {
    long wanted = (next - first - messages) * connections;
    if (!load.awaitDelivered(wanted, PATIENCE)) {
      throw new IllegalStateException(
          "only " + load.delivered() + " of " + wanted + " deliveries arrived within " + PATIENCE);
    }
  }

  /** Stops server and subscribers after all iterations. */
  @TearDown(Level.Trial)
  public void stop() throws IOException {
    load.close();
    served.close();
  }
}
