package io.pushchannel.benchmarks.rig;

import io.pushchannel.benchmarks.cost.RoundTrip;
import io.pushchannel.benchmarks.cost.Theory;
import io.pushchannel.benchmarks.load.LoadReport;
import io.pushchannel.benchmarks.load.PushTechnique;
import io.pushchannel.benchmarks.result.Histograms;
import io.pushchannel.benchmarks.result.PublisherDelay;
import io.pushchannel.benchmarks.result.Row;
import io.pushchannel.benchmarks.result.SubjectKind;
import io.pushchannel.benchmarks.served.ServerCommand.Published;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.HdrHistogram.Histogram;

/**
 * Measures the time from the intended publishing of a message until each subscriber has read it.
 * The publisher follows a fixed rate (an open loop) and does not wait for slow servers, so their
 * delays are included in the result.
 *
 * @param perSecond mean number of messages per second
 * @param bytes size of each message's text
 * @param intervalMillis interval of short polling; 0 for other techniques
 * @param length duration without the warm-up
 */
public record LatencyAtRate(
    SystemUnderTest subject,
    int subscribers,
    double perSecond,
    int bytes,
    int intervalMillis,
    Duration length)
    implements Scenario {

  private static final Duration WARM_UP = Duration.ofSeconds(2);

  /** Minimum ratio of published to intended messages; below it, the rate was missed. */
  private static final double MISSED = 0.98;

  /**
   * Maximum delay of the publisher; above it, the result would reflect the publisher, not the
   * server.
   */
  private static final double LATE_MILLIS = 5;

  @Override
  public String scenario() {
    return "latency";
  }

  @Override
  public String label() {
    return "latency "
        + subject.name()
        + (intervalMillis > 0 ? " every " + intervalMillis + " ms" : "")
        + ", "
        + subscribers
        + " subscribers, "
        + perSecond
        + " messages/s, "
        + bytes
        + " B";
  }

  @Override
  public Duration estimate() {
    return LoadSession.AROUND.plus(WARM_UP).plus(length);
  }

  @Override
  public List<Row> run(RunContext context) throws IOException, InterruptedException {
    int canaries = subject.kind() == SubjectKind.TRANSPORT ? LoadSession.CANARIES : 0;
    try (LoadSession session =
        LoadSession.open(
            context,
            subject,
            subscribers,
            spec ->
                spec.withInterval(intervalMillis)
                    .withCanaries(canaries)
                    .withSeed(context.seed()))) {
      session.publish(perSecond, bytes, WARM_UP, context.seed() + 1);
      session.awaitAll(subscribers);
      PushTechnique technique = subject.technique();
      double roundTrip =
          technique.isOurs() ? RoundTrip.medianSeconds(session.server.uri()) : Double.NaN;
      long cpu = session.publish(0, bytes).cpuNanos();
      session.reset();
      Published published = session.publish(perSecond, bytes, length, context.seed());
      session.awaitAll(subscribers);
      LoadReport report = session.report();
      Row row = row(context, report, published, published.cpuNanos() - cpu);
      if (technique.isOurs()) {
        Theory theory = new Theory(perSecond, intervalMillis / 1e3, roundTrip);
        row =
            row.figures(theory.latency(technique))
                .figure("theoryRequestsPerMessage", theory.requestsPerMessage(technique));
      }
      return List.of(row);
    }
  }

  private Row row(RunContext context, LoadReport report, Published published, long cpuNanos)
      throws IOException {
    Histogram latency = report.latency();
    double deliveries = report.messages();
    Row row =
        subject
            .row(scenario(), context.round())
            .with("subscribers", subscribers)
            .with("ratePerSecond", perSecond)
            .with("payloadBytes", bytes);
    row = intervalMillis > 0 ? row.with("intervalMillis", intervalMillis) : row;
    row =
        row.figures(Histograms.figures(latency))
            .figure("cpuMicrosPerDelivery", cpuNanos / 1e3 / deliveries)
            .figure("requestsPerMessage", report.requests() / deliveries)
            .figure("bytesUpPerMessage", report.bytesUp() / deliveries)
            .figure("bytesDownPerMessage", report.bytesDown() / deliveries)
            .clientBusy(report.busyShare())
            .ledger(report.ledger().plus(report.canaries()))
            .histogram(
                context.keep(
                    latency, label().replace(" messages/s", "").replace(" subscribers", "")));
    Long delay = published.delayP99Nanos();
    row = delay == null ? row : PublisherDelay.applied(row, delay / 1e6, LATE_MILLIS);
    double meant = perSecond * length.toMillis() / 1e3;
    return published.count() < MISSED * meant - spread() ? row.flag("too few messages") : row;
  }

  /** The count of a Poisson process varies: returns three standard deviations of it. */
  private double spread() {
    return 3 * Math.sqrt(perSecond * length.toMillis() / 1e3);
  }
}
