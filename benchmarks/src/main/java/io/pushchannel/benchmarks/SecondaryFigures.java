package io.pushchannel.benchmarks;

import io.pushchannel.benchmarks.load.LoadReport;
import io.pushchannel.benchmarks.result.Histograms;
import io.pushchannel.benchmarks.served.Usage;
import java.util.LinkedHashMap;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * The figures of the last iteration in addition to JMH's score. The benchmark leaves them here for
 * {@link PushProfiler}: both run in the fork, one after the other.
 */
final class SecondaryFigures {

  private static Map<String, Double> last = Map.of();

  private SecondaryFigures() {}

  /** Returns the figures of an iteration with this report. */
  static Map<String, Double> of(LoadReport report, Usage before, Usage after) {
    Map<String, Double> figures = new LinkedHashMap<>();
    double deliveries = report.messages();
    if (deliveries > 0) {
      Histogram latency = report.latency();
      figures.putAll(Histograms.figures(latency));
      figures.put(
          "cpuMicrosPerDelivery", (after.cpuNanos() - before.cpuNanos()) / 1e3 / deliveries);
      figures.put("bytesDownPerMessage", report.bytesDown() / deliveries);
      figures.put("bytesUpPerMessage", report.bytesUp() / deliveries);
      figures.put("requestsPerMessage", report.requests() / deliveries);
      figures.put("messagesPerRead", deliveries / report.reads());
      if (after.writes() != null && before.writes() != null) {
        figures.put("messagesPerWrite", deliveries / (after.writes() - before.writes()));
      }
    }
    figures.put("clientBusyShare", report.busyShare());
    figures.put("lost", (double) report.ledger().lost());
    return figures;
  }

  static synchronized void leave(Map<String, Double> figures) {
    last = figures;
  }

  /** Returns and removes the figures, so that no iteration receives those of another. */
  static synchronized Map<String, Double> take() {
    Map<String, Double> taken = last;
    last = Map.of();
    return taken;
  }
}
