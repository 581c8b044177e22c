package io.pushchannel.benchmarks.rig;

import io.pushchannel.benchmarks.load.ConnectSpec;
import io.pushchannel.benchmarks.load.LoadProcess;
import io.pushchannel.benchmarks.load.LoadReport;
import java.io.IOException;
import java.time.Duration;

/** One server and one load client, and the numbers that messages have got so far. */
final class Session implements AutoCloseable {

  static final Duration PATIENCE = Duration.ofSeconds(30);

  /** About how long it takes to start and to end both processes. */
  static final Duration AROUND = Duration.ofSeconds(5);

  /** Channels of the library among the connections. */
  static final int CANARIES = 5;

  final ChildServer server;
  final LoadProcess load;
  final ConnectSpec spec;

  /** The number of the next message. */
  long next;

  /** The number of the first message since the last reset. */
  long first;

  private Session(ChildServer server, LoadProcess load, ConnectSpec spec) {
    this.server = server;
    this.load = load;
    this.spec = spec;
  }

  /** How to connect, once the server's address is known. */
  interface Connecting {
    ConnectSpec spec(Subject subject, ChildServer server);
  }

  static Session open(Setting setting, Subject subject, int connections) throws IOException {
    return open(setting, subject, (s, server) -> s.spec(server.uri(), connections));
  }

  static Session open(Setting setting, Subject subject, Connecting connecting) throws IOException {
    ChildServer server = ChildServer.start(subject.command(), setting.errors());
    try {
      LoadProcess load = LoadProcess.start(setting.errors());
      Session session = new Session(server, load, connecting.spec(subject, server));
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

  /** Begins all counts anew, once the canaries have what was published so far. */
  void reset() throws IOException, InterruptedException {
    if (spec.canaries() > 0) {
      report();
    }
    load.reset(next);
    first = next;
  }

  ChildServer.Published publish(int count, int bytes) throws IOException {
    ChildServer.Published published = server.publish(next, count, bytes);
    next += count;
    return published;
  }

  /** How many deliveries there are to be since the last reset, to so many connections. */
  long expected(int connections) {
    return (next - first) * connections;
  }

  /** Waits until everybody who reads has everything; whoever has not by then has lost it. */
  boolean awaitAll(int connections) throws InterruptedException {
    return load.awaitDelivered(expected(connections), PATIENCE);
  }

  /** The report, once the canaries have everything too, or can't be hoped to. */
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
