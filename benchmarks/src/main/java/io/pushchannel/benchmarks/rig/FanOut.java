package io.pushchannel.benchmarks.rig;

import io.pushchannel.benchmarks.load.LoadReport;
import io.pushchannel.benchmarks.result.Ledger;
import io.pushchannel.benchmarks.result.Row;
import io.pushchannel.benchmarks.served.Usage;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How many deliveries a second: bursts, published as fast as everybody hears them. A closed loop
 * that waited for each burst would measure the way there and back, so some are under way at any
 * time: enough that the server has work left while the news that a burst was heard travels, through
 * three processes on a few busy cores, to whoever publishes the next.
 */
public final class FanOut implements Scenario {

  /** Messages under way to each subscriber, if that makes no more than so many bursts. */
  private static final int IN_FLIGHT = 1024;

  private static final int MAX_BURSTS = 16;
  private static final Duration WARM_UP = Duration.ofSeconds(2);

  private final Subject subject;
  private final int subscribers;
  private final int burst;
  private final int bytes;
  private final Duration length;

  /** Bursts of so many messages of so many bytes to so many subscribers, for so long. */
  public FanOut(Subject subject, int subscribers, int burst, int bytes, Duration length) {
    this.subject = subject;
    this.subscribers = subscribers;
    this.burst = burst;
    this.bytes = bytes;
    this.length = length;
  }

  @Override
  public String label() {
    return "fan-out "
        + subject.name()
        + (subject.parameters().isEmpty() ? ", " : " " + subject.parameters().values() + ", ")
        + subscribers
        + " subscribers, bursts of "
        + burst
        + ", "
        + bytes
        + " B";
  }

  @Override
  public Duration estimate() {
    return Session.AROUND.plus(WARM_UP).plus(length);
  }

  @Override
  public List<Row> run(Setting setting) throws IOException, InterruptedException {
    try (Session session = Session.open(setting, subject, subscribers)) {
      publishFor(session, WARM_UP);
      Usage before = session.server.stats();
      session.reset();
      long start = System.nanoTime();
      publishFor(session, length);
      double seconds = (System.nanoTime() - start) / 1e9;
      LoadReport report = session.report(); // before the server's stats, which cost time
      Usage after = session.server.stats();
      return List.of(row(setting, report, seconds, before, after));
    }
  }

  /** Returns when all is delivered. */
  private void publishFor(Session session, Duration time) throws IOException, InterruptedException {
    long end = System.nanoTime() + time.toNanos();
    int inFlight = Math.max(2, Math.min(MAX_BURSTS, IN_FLIGHT / burst));
    int unanswered = 0;
    while (System.nanoTime() < end) {
      long heard = session.expected(subscribers) - (inFlight - 1L) * burst * subscribers;
      if (!session.load.awaitDelivered(heard, Session.PATIENCE)) {
        break; // the ledger tells
      }
      session.server.beginPublish(session.next, burst, bytes);
      session.next += burst;
      if (++unanswered == inFlight) {
        session.server.awaitPublished();
        unanswered--;
      }
    }
    for (; unanswered > 0; unanswered--) {
      session.server.awaitPublished();
    }
    session.awaitAll(subscribers);
  }

  private Row row(Setting setting, LoadReport report, double seconds, Usage before, Usage after) {
    double deliveries = report.messages();
    // Linux counts write and writev, but not send; what was read had been written
    double writes =
        Math.max(orNone(difference(after.writes(), before.writes())), (double) report.reads());
    Ledger ledger = report.ledger().plus(report.canaries());
    return subject
        .row("fan-out", setting.round())
        .with("subscribers", subscribers)
        .with("burst", burst)
        .with("payloadBytes", bytes)
        .figure("deliveriesPerSecond", deliveries / seconds)
        .figure("cpuMicrosPerDelivery", (after.cpuNanos() - before.cpuNanos()) / 1e3 / deliveries)
        .figure("bytesPerDelivery", report.bytesDown() / deliveries)
        .figure("requestsPerMessage", report.requests() / deliveries)
        .figure("messagesPerWrite", deliveries / writes)
        .figure("messagesPerRead", deliveries / report.reads())
        .figure(
            "allocatedBytesPerDelivery",
            difference(after.allocatedBytes(), before.allocatedBytes()) / deliveries)
        .clientBusy(report.cpuNanos() / 1e9 / seconds)
        .ledger(ledger);
  }

  private static double orNone(double known) {
    return Double.isNaN(known) ? 0 : known;
  }

  /** Not a number, if either is not known. */
  static double difference(@Nullable Long after, @Nullable Long before) {
    return after == null || before == null ? Double.NaN : after - before;
  }
}
