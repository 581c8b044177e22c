package io.pushchannel.benchmarks.rig;

import io.pushchannel.benchmarks.load.ConnectSpec;
import io.pushchannel.benchmarks.load.LoadProcess;
import io.pushchannel.benchmarks.load.LoadReport;
import io.pushchannel.benchmarks.served.ServerCommand.Published;
import java.io.IOException;
import java.time.Duration;
import java.util.function.UnaryOperator;

/** One server and one load client, and the message numbers used so far. */
final class LoadSession implements AutoCloseable {

  static final Duration PATIENCE = Duration.ofSeconds(30);

  /** Approximate time to start and end both processes. */
  static final Duration AROUND = Duration.ofSeconds(5);

  /** Number of library channels in addition to the raw connections. */
  static final int CANARIES = 5;

  final ChildServer server;
  final LoadProcess load;
  final ConnectSpec spec;

  /** The number of the next message. */
  long next;

  /** The number of the first message since the last reset. */
  long first;

  private LoadSession(ChildServer server, LoadProcess load, ConnectSpec spec) {
    this.server = server;
    this.load = load;
    this.spec = spec;
  }

  static LoadSession open(RunContext context, SystemUnderTest subject, int connections)
      throws IOException {
    return open(context, subject, connections, spec -> spec);
  }

  /** Starts both processes and connects with the changed parameters. */
  static LoadSession open(
      RunContext context,
      SystemUnderTest subject,
      int connections,
      UnaryOperator<ConnectSpec> change)
      throws IOException {
    ChildServer server = ChildServer.start(subject.command(), context.errors());
    try {
      LoadProcess load = LoadProcess.start(context.errors());
      LoadSession session =
          new LoadSession(server, load, change.apply(subject.spec(server.uri(), connections)));
      try {
        load.connect(session.spec);
        return session;
      } catch (IOException e) {
        load.close();
        throw e;
      }
    } catch (IOException e) {
      server.close();
      throw e;
    }
  }

  /** Resets all counts after the canaries have received all published messages. */
  void reset() throws IOException, InterruptedException {
    if (spec.canaries() > 0) {
      report();
    }
    load.reset(next);
    first = next;
  }

  /** Publishes {@code count} messages at once. */
  Published publish(int count, int bytes) throws IOException {
    server.beginPublish(next, count, bytes);
    return awaitPublished();
  }

  /** Publishes at independent intervals for {@code length}. */
  Published publish(double perSecond, int bytes, Duration length, long seed) throws IOException {
    server.beginRate(next, perSecond, bytes, length, seed);
    return awaitPublished();
  }

  /** Waits for the server's reply and counts the published messages. */
  Published awaitPublished() throws IOException {
    Published published = server.awaitPublished();
    next += published.count();
    return published;
  }

  /** Returns the expected deliveries to {@code connections} connections since the last reset. */
  long expected(int connections) {
    return (next - first) * connections;
  }

  /**
   * Waits until all reading connections have received all messages. A message not received within
   * {@link #PATIENCE} counts as lost.
   */
  boolean awaitAll(int connections) throws InterruptedException {
    return load.awaitDelivered(expected(connections), PATIENCE);
  }

  /** Returns the report after the canaries have received all messages, or after 5 seconds. */
  LoadReport report() throws IOException, InterruptedException {
    LoadReport report = load.report(next);
    long end = System.nanoTime() + Duration.ofSeconds(5).toNanos();
    while (report.canaries().lost() > 0 && System.nanoTime() < end) {
      Thread.sleep(20);
      report = load.report(next);
    }
    return report;
  }

  @Override
  public void close() throws IOException {
    try (server) {
      load.close();
    }
  }
}
