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
 * Measures the effect of slow consumers: 1 % of the subscribers stop reading. The scenario measures
 * the latency of the others and the server's memory.
 *
 * <p>The same subscribers at the same rate are measured first while all of them read, so the ratio
 * compares equal loads. Each half starts with as many bytes as the socket buffers hold: the server
 * notices a stopped subscriber only when the buffers are full.
 *
 * @param perSecond mean number of messages per second
 * @param bytes size of each message's text
 * @param length duration of each half
 */
public record SlowConsumers(
    SystemUnderTest subject, int subscribers, double perSecond, int bytes, Duration length)
    implements Scenario {

  private static final double SLOW = 0.01;

  /** Bytes that fill the socket buffers of both ends of a loopback connection on Linux. */
  private static final int FULL = 8 << 20;

  private static final int BURST = 64;

  @Override
  public String scenario() {
    return "slow";
  }

  @Override
  public String label() {
    return "slow " + subject.name() + ", " + subscribers + " subscribers";
  }

  @Override
  public Duration estimate() {
    // warm-up, all reading, some stopped; and a few seconds to fill the socket buffers
    return LoadSession.AROUND.plus(length.multipliedBy(3)).plus(LoadSession.AROUND);
  }

  @Override
  public List<Row> run(RunContext context) throws IOException, InterruptedException {
    try (LoadSession session = LoadSession.open(context, subject, subscribers)) {
      rate(session, subscribers, context.seed()); // warm-up
      fill(session, subscribers);
      rate(session, subscribers, context.seed());
      Histogram alone = session.report().latency();

      session.load.stall(SLOW);
      int reading = subscribers - (int) Math.ceil(subscribers * SLOW);
      fill(session, reading);
      Usage before = session.server.stats();
      rate(session, reading, context.seed());
      LoadReport report = session.report();
      Usage after = session.server.stats();
      double p99 = Histograms.percentileMillis(report.latency(), 99);
      double aloneP99 = Histograms.percentileMillis(alone, 99);
      return List.of(
          subject
              .row(scenario(), context.round())
              .with("subscribers", subscribers)
              .with("ratePerSecond", perSecond)
              .with("payloadBytes", bytes)
              .figure("p99Millis", p99)
              .figure("aloneP99Millis", aloneP99)
              .figure("ratio", p99 / aloneP99)
              .figure(
                  "heapGrowthBytes",
                  Usage.difference(after.heapUsedAfterGc(), before.heapUsedAfterGc()))
              .figure("directGrowthBytes", Usage.difference(after.direct(), before.direct()))
              .clientBusy(report.busyShare())
              .ledger(report.ledger()));
    }
  }

  private void fill(LoadSession session, int reading) throws IOException, InterruptedException {
    session.reset();
    for (int left = FULL; left > 0; left -= BURST * bytes) {
      session.publish(BURST, bytes);
      session.awaitAll(reading);
    }
  }

  private void rate(LoadSession session, int reading, long seed)
      throws IOException, InterruptedException {
    session.reset();
    session.publish(perSecond, bytes, length, seed);
    session.awaitAll(reading);
  }
}
