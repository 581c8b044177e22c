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
 * A server in this JVM, JMH's fork, and its subscribers in a process of their own: so what {@code
 * -prof gc} and the processor times tell is the server's.
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

  /** Before an iteration: nothing is on its way. */
  void reset() throws IOException {
    load.reset(next);
    first = next;
    before = Usage.now();
  }

  /** After an iteration: leaves the figures for the profiler. */
  void account() throws IOException, InterruptedException {
    awaitInFlight(0);
    LoadReport report = load.report(next);
    SecondaryFigures.leave(SecondaryFigures.of(report, before, Usage.now()));
    if (!report.ledger().isClean() || report.broken() > 0) {
      throw new IllegalStateException(
          "a loss nobody can explain: " + report.ledger() + ' ' + report.lastBreak());
    }
  }

  void publish(int count, int bytes) {
    served.publish(next, count, bytes);
    next += count;
  }

  /** Waits until at most so many messages have not been heard by everybody. */
  void awaitInFlight(long messages) throws InterruptedException {
    long wanted = (next - first - messages) * connections;
    if (!load.awaitDelivered(wanted, PATIENCE)) {
      throw new IllegalStateException(
          "expected " + wanted + " deliveries within " + PATIENCE + ", got " + load.delivered());
    }
  }

  @Override
  public void close() throws IOException {
    load.close();
    served.close();
  }
}
