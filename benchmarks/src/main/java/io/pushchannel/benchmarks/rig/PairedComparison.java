package io.pushchannel.benchmarks.rig;

import io.pushchannel.benchmarks.result.Row;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * Measures a system and its baseline alternately, in periods of half a second, with both running. A
 * disturbance of the machine then affects both alike. A ratio of two measurements a minute apart
 * would reflect the disturbance as well. Each side runs twice as long as when measured alone.
 */
public record PairedComparison(Throughput subject, Throughput baseline) implements Scenario {

  private static final Duration TURN = Duration.ofMillis(500);

  @Override
  public String scenario() {
    return subject.scenario();
  }

  @Override
  public String label() {
    return subject.label() + ", alternating with its baseline";
  }

  @Override
  public Duration estimate() {
    return subject
        .estimate()
        .minus(subject.length())
        .plus(baseline.estimate())
        .minus(baseline.length())
        .plus(TURN.multipliedBy(2L * turns()));
  }

  private int turns() {
    return (int) Math.max(2, subject.length().multipliedBy(2).dividedBy(TURN));
  }

  /** Measures both. The first row contains the median, minimum and maximum of the ratios. */
  @Override
  public List<Row> run(RunContext context) throws IOException, InterruptedException {
    try (Throughput.Running measured = subject.start(context);
        Throughput.Running beneath = baseline.start(context)) {
      double[] shares = new double[turns()];
      for (int i = 0; i < shares.length; i++) {
        shares[i] = i % 2 == 0 ? share(measured, beneath) : 1 / share(beneath, measured);
      }
      Arrays.sort(shares);
      Row row =
          measured
              .row()
              .figure(
                  "shareOfBaseline",
                  (shares[(shares.length - 1) / 2] + shares[shares.length / 2]) / 2)
              .figure("shareOfBaselineLow", shares[0])
              .figure("shareOfBaselineHigh", shares[shares.length - 1]);
      return List.of(row, beneath.row());
    }
  }

  private static double share(Throughput.Running first, Throughput.Running second)
      throws IOException, InterruptedException {
    return first.work(TURN) / second.work(TURN);
  }
}
