package io.pushchannel.benchmarks.rig;

import io.pushchannel.benchmarks.load.LoadReport;
import io.pushchannel.benchmarks.load.PushTechnique;
import io.pushchannel.benchmarks.result.Row;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/**
 * Cuts all connections at once while messages are published. Clients reconnect with their cursors
 * at random times within the retry time of PushChannel's servers. No message may be lost.
 *
 * @param perSecond mean number of messages per second
 * @param bytes size of each message's text
 * @param pause maximum time until a client reconnects
 * @param after duration of publishing after the cut
 */
public record Storm(
    SystemUnderTest subject,
    int connections,
    double perSecond,
    int bytes,
    Duration pause,
    Duration after)
    implements Scenario {

  private static final Duration BEFORE = Duration.ofSeconds(1);
  private static final int INTERVAL_MILLIS = 250;
  private static final double SOME = 0.5;
  private static final double MOST = 0.95;

  /** Creates a scenario that publishes until all clients are back, and some time longer. */
  public Storm(SystemUnderTest subject, int connections, double perSecond, int bytes) {
    this(subject, connections, perSecond, bytes, Duration.ofSeconds(2), Duration.ofSeconds(4));
  }

  @Override
  public String scenario() {
    return "storm";
  }

  @Override
  public String label() {
    return "storm " + subject.name() + ", " + connections + " connections";
  }

  @Override
  public Duration estimate() {
    return LoadSession.AROUND.plus(BEFORE).plus(after);
  }

  @Override
  public List<Row> run(RunContext context) throws IOException, InterruptedException {
    boolean polls = subject.technique() == PushTechnique.SHORT_POLLING;
    try (LoadSession session =
        LoadSession.open(
            context,
            subject,
            connections,
            spec -> spec.withInterval(polls ? INTERVAL_MILLIS : 0).withSeed(context.seed()))) {
      session.reset();
      session.server.beginRate(0, perSecond, bytes, BEFORE.plus(after), context.seed());
      Thread.sleep(BEFORE.toMillis());
      session.load.cut(pause);
      session.awaitPublished();
      session.awaitAll(connections);
      LoadReport report = session.report();
      Row row =
          subject
              .row(scenario(), context.round())
              .with("subscribers", connections)
              .with("ratePerSecond", perSecond)
              .with("payloadBytes", bytes)
              .clientBusy(report.busyShare())
              .ledger(report.ledger());
      List<Long> back = report.backNanos();
      return List.of(
          row.figure("half50Millis", at(back, SOME))
              .figure("back95Millis", at(back, MOST))
              .figure("backAllMillis", at(back, 1)));
    }
  }

  /**
   * Returns the time in milliseconds until this share of all connections was open again; NaN if it
   * never was.
   */
  private double at(List<Long> back, double share) {
    int index = (int) Math.ceil(connections * share) - 1;
    return index < back.size() ? back.get(index) / 1e6 : Double.NaN;
  }
}
