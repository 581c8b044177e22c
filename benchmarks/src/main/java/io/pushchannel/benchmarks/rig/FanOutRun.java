package io.pushchannel.benchmarks.rig;

import io.pushchannel.benchmarks.load.LoadReport;
import io.pushchannel.benchmarks.result.Ledger;
import io.pushchannel.benchmarks.result.Row;
import io.pushchannel.benchmarks.served.Usage;
import java.io.IOException;
import java.time.Duration;

/**
 * A running {@link FanOut}. A closed loop that waited for each burst would measure the round trip,
 * so several bursts are always in flight. They keep the server busy while the report of a delivery
 * passes through three processes on a few busy cores.
 */
final class FanOutRun implements Throughput.Running {

  /** Maximum number of messages in flight per subscriber; {@link #MAX_BURSTS} applies as well. */
  private static final int IN_FLIGHT = 1024;

  private static final int MAX_BURSTS = 16;

  private final FanOut fanOut;
  private final int round;
  private final LoadSession session;
  private final Usage before;
  private double seconds;

  private FanOutRun(FanOut fanOut, int round, LoadSession session, Usage before) {
    this.fanOut = fanOut;
    this.round = round;
    this.session = session;
    this.before = before;
  }

  static FanOutRun start(FanOut fanOut, RunContext context, Duration warmUp)
      throws IOException, InterruptedException {
    LoadSession session = LoadSession.open(context, fanOut.subject(), fanOut.subscribers());
    try {
      publishFor(warmUp, fanOut, session);
      Usage before = session.server.stats();
      session.reset();
      return new FanOutRun(fanOut, context.round(), session, before);
    } catch (IOException | InterruptedException e) {
      session.close();
      throw e;
    }
  }

  @Override
  public double work(Duration time) throws IOException, InterruptedException {
    long expected = session.expected(fanOut.subscribers());
    long start = System.nanoTime();
    publishFor(time, fanOut, session);
    double taken = (System.nanoTime() - start) / 1e9;
    seconds += taken;
    return (session.expected(fanOut.subscribers()) - expected) / taken;
  }

  /** Publishes bursts for {@code time} and returns when all messages are delivered. */
  private static void publishFor(Duration time, FanOut fanOut, LoadSession session)
      throws IOException, InterruptedException {
    long end = System.nanoTime() + time.toNanos();
    int inFlight = Math.max(2, Math.min(MAX_BURSTS, IN_FLIGHT / fanOut.burst()));
    long behind = (inFlight - 1L) * fanOut.burst() * fanOut.subscribers();
    int unanswered = 0;
    while (System.nanoTime() < end) {
      long delivered = session.expected(fanOut.subscribers()) - behind;
      if (!session.load.awaitDelivered(delivered, LoadSession.PATIENCE)) {
        break; // the ledger shows the loss
      }
      session.server.beginPublish(session.next, fanOut.burst(), fanOut.bytes());
      session.next += fanOut.burst();
      if (++unanswered == inFlight) {
        session.server.awaitPublished();
        unanswered--;
      }
    }
    for (; unanswered > 0; unanswered--) {
      session.server.awaitPublished();
    }
    session.awaitAll(fanOut.subscribers());
  }

  @Override
  public Row row() throws IOException, InterruptedException {
    LoadReport report = session.report(); // before the stats command, which uses CPU time
    Usage after = session.server.stats();
    double deliveries = report.messages();
    // Linux counts write and writev, but not send; there were at least as many writes as reads
    double writes =
        Math.max(
            orNone(Usage.difference(after.writes(), before.writes())), (double) report.reads());
    Ledger ledger = report.ledger().plus(report.canaries());
    return fanOut
        .subject()
        .row("fan-out", round)
        .with("subscribers", fanOut.subscribers())
        .with("burst", fanOut.burst())
        .with("payloadBytes", fanOut.bytes())
        .figure("deliveriesPerSecond", deliveries / seconds)
        .figure("cpuMicrosPerDelivery", (after.cpuNanos() - before.cpuNanos()) / 1e3 / deliveries)
        .figure("bytesPerDelivery", report.bytesDown() / deliveries)
        .figure("requestsPerMessage", report.requests() / deliveries)
        .figure("messagesPerWrite", deliveries / writes)
        .figure("messagesPerRead", deliveries / report.reads())
        .figure(
            "allocatedBytesPerDelivery",
            Usage.difference(after.allocatedBytes(), before.allocatedBytes()) / deliveries)
        .clientBusy(report.cpuNanos() / 1e9 / seconds)
        .ledger(ledger);
  }

  private static double orNone(double known) {
    return Double.isNaN(known) ? 0 : known;
  }

  @Override
  public void close() throws IOException {
    session.close();
  }
}
