package io.pushchannel.benchmarks.rig;

import io.pushchannel.benchmarks.load.LoadReport;
import io.pushchannel.benchmarks.result.Histograms;
import io.pushchannel.benchmarks.result.Row;
import io.pushchannel.benchmarks.served.Usage;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.HdrHistogram.Histogram;

/**
 * One in a hundred stops reading: what do the others notice, and what does it cost the server? The
 * same subscribers at the same rate are measured first while all read, so the ratio compares like
 * with like.
 */
public final class SlowConsumers implements Scenario {

  private static final double SLOW = 0.01;

  private final Subject subject;
  private final int subscribers;
  private final double perSecond;
  private final int bytes;
  private final Duration length;

  /** At a rate of messages of so many bytes, each half for so long. */
  public SlowConsumers(
      Subject subject, int subscribers, double perSecond, int bytes, Duration length) {
    this.subject = subject;
    this.subscribers = subscribers;
    this.perSecond = perSecond;
    this.bytes = bytes;
    this.length = length;
  }

  @Override
  public String label() {
    return "slow " + subject.name() + ", " + subscribers + " subscribers";
  }

  @Override
  public Duration estimate() {
    // to get warm, all alone, and with the slow
    return Session.AROUND.plus(length.multipliedBy(3));
  }

  @Override
  public List<Row> run(Setting setting) throws IOException, InterruptedException {
    try (Session session = Session.open(subject, subscribers)) {
      rate(session, subscribers, setting.seed()); // warm
      rate(session, subscribers, setting.seed());
      Histogram alone = session.report().latency();
      Usage before = session.server.stats();

      session.load.stall(SLOW);
      int reading = subscribers - (int) Math.ceil(subscribers * SLOW);
      rate(session, reading, setting.seed());
      LoadReport report = session.report();
      Usage after = session.server.stats();
      double p99 = Histograms.percentileMillis(report.latency(), 99);
      double aloneP99 = Histograms.percentileMillis(alone, 99);
      return List.of(
          subject
              .row("slow", setting.round())
              .with("subscribers", subscribers)
              .with("ratePerSecond", perSecond)
              .with("payloadBytes", bytes)
              .figure("p99Millis", p99)
              .figure("aloneP99Millis", aloneP99)
              .figure("ratio", p99 / aloneP99)
              .figure(
                  "heapGrowthBytes",
                  FanOut.difference(after.heapUsedAfterGc(), before.heapUsedAfterGc()))
              .figure("directGrowthBytes", FanOut.difference(after.direct(), before.direct()))
              .clientBusy(report.busyShare())
              .ledger(report.ledger()));
    }
  }

  private void rate(Session session, int reading, long seed)
      throws IOException, InterruptedException {
    session.reset();
    session.next += session.server.rate(session.next, perSecond, bytes, length, seed).count();
    session.awaitAll(reading);
  }
}
