package io.pushchannel.benchmarks;

import io.pushchannel.benchmarks.load.ConnectSpec;
import io.pushchannel.benchmarks.load.LoadProcess;
import io.pushchannel.benchmarks.load.LoadReport;
import io.pushchannel.benchmarks.served.Served;
import io.pushchannel.benchmarks.served.Usage;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.time.Duration;

/**
 * A server in this JVM, JMH's fork, with its subscribers in a separate process. The figures of
 * {@code -prof gc} and the CPU times are therefore the server's alone.
 */
final class Measured implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  final Served served;
  final LoadProcess load;
  private final int connections;
  private Usage before = Usage.now();
  private long next;
  private long first;

  Measured(Served served, ConnectSpec spec) throws IOException {
    this.served = served;
    this.connections = spec.connections();
    this.load = LoadProcess.start(Redirect.INHERIT);
    load.connect(spec);
  }

  /** Starts an iteration. No message may be in flight. */
  void reset() throws IOException {
    load.reset(next);
    first = next;
    before = Usage.now();
  }

  /**
   * Ends an iteration: waits for all deliveries and passes the figures to the profiler.
   *
   * @throws IllegalStateException if a message was lost, duplicated or reordered
   */
  void account() throws IOException, InterruptedException {
    awaitInFlight(0);
    LoadReport report = load.report(next);
    SecondaryFigures.leave(SecondaryFigures.of(report, before, Usage.now()));
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

  @Override
  public void close() throws IOException {
    load.close();
    served.close();
  }
}
