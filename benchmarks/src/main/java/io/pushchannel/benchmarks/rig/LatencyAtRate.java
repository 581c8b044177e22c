package io.pushchannel.benchmarks.rig;

import io.pushchannel.benchmarks.load.ConnectSpec;
import io.pushchannel.benchmarks.load.LoadReport;
import io.pushchannel.benchmarks.load.Technique;
import io.pushchannel.benchmarks.result.Histograms;
import io.pushchannel.benchmarks.result.Kind;
import io.pushchannel.benchmarks.result.PublisherDelay;
import io.pushchannel.benchmarks.result.Row;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.HdrHistogram.Histogram;

/**
 * Measures the time from the intended publishing of a message until each subscriber has read it.
 * The publisher follows a fixed rate (an open loop) and does not wait for slow servers, so their
 * delays are included in the result.
 */
public final class LatencyAtRate implements Scenario {

  private static final Duration WARM_UP = Duration.ofSeconds(2);

  /** Minimum ratio of published to intended messages; below it, the rate was missed. */
  private static final double MISSED = 0.98;

  /**
   * Maximum delay of the publisher; above it, the result would reflect the publisher, not the
   * server.
   */
  private static final double LATE_MILLIS = 5;

  private final Subject subject;
  private final int subscribers;
  private final double perSecond;
  private final int bytes;
  private final int intervalMillis;
  private final Duration length;

  /**
   * Creates a scenario.
   *
   * @param perSecond mean number of messages per second
   * @param bytes size of each message's text
   * @param intervalMillis interval of short polling; ignored for other techniques
   * @param length duration without the warm-up
   */
  public LatencyAtRate(
      Subject subject,
      int subscribers,
      double perSecond,
      int bytes,
      int intervalMillis,
      Duration length) {
    this.subject = subject;
    this.subscribers = subscribers;
    this.perSecond = perSecond;
    this.bytes = bytes;
    this.intervalMillis = subject.technique() == Technique.SHORT_POLLING ? intervalMillis : 0;
    this.length = length;
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
    return Session.AROUND.plus(WARM_UP).plus(length);
  }

  @Override
  public List<Row> run(Setting setting) throws IOException, InterruptedException {
    try (Session session =
        Session.open(setting, subject, (s, server) -> spec(server, setting.seed()))) {
      double roundTrip = Double.NaN;
      rate(session, WARM_UP, setting.seed() + 1);
      session.awaitAll(subscribers);
      if (subject.technique().isOurs()) {
        roundTrip = RoundTrip.medianSeconds(session.server.uri());
      }
      long cpu = session.publish(0, bytes).cpuNanos();
      session.reset();
      ChildServer.Published published = rate(session, length, setting.seed());
      session.awaitAll(subscribers);
      LoadReport report = session.report();
      Row row = row(setting, report, published, published.cpuNanos() - cpu);
      double interval = intervalMillis / 1e3;
      return List.of(
          Double.isNaN(roundTrip)
              ? row
              : new Theory(perSecond, interval, roundTrip).beside(row, subject.technique()));
    }
  }

  private ConnectSpec spec(ChildServer server, long seed) {
    return subject
        .spec(server.uri(), subscribers)
        .withInterval(intervalMillis)
        .withCanaries(subject.kind() == Kind.TRANSPORT ? Session.CANARIES : 0)
        .withSeed(seed);
  }

  private ChildServer.Published rate(Session session, Duration time, long seed) throws IOException {
    ChildServer.Published published =
        session.server.rate(session.next, perSecond, bytes, time, seed);
    session.next += published.count();
    return published;
  }

  private Row row(
      Setting setting, LoadReport report, ChildServer.Published published, long cpuNanos)
      throws IOException {
    Histogram latency = report.latency();
    double deliveries = report.messages();
    Row row =
        subject
            .row("latency", setting.round())
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
                setting.keep(
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
