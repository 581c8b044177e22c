package io.pushchannel.benchmarks;

import io.pushchannel.benchmarks.load.LoadReport;
import io.pushchannel.benchmarks.result.Histograms;
import io.pushchannel.benchmarks.served.Usage;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;

/**
 * Adds secondary results to those of JMH and to its JSON:
 *
 * <ul>
 *   <li>percentiles of the time from publish to read
 *   <li>CPU time, bytes and requests per message, and messages per write
 *   <li>the load of the client process
 * </ul>
 *
 * JMH's own samples also include the time until the publisher notices the delivery.
 *
 * <pre>-prof io.pushchannel.benchmarks.PushProfiler</pre>
 */
public final class PushProfiler implements InternalProfiler {

  /** The prefix of all result names. */
  public static final String PREFIX = "push.";

  private static Map<String, Double> last = Map.of();

  /**
   * Records the figures of an iteration. The benchmark and this profiler run in the fork, one after
   * the other.
   */
  static synchronized void record(LoadReport report, Usage before, Usage after) {
    Map<String, Double> figures = new LinkedHashMap<>();
    double deliveries = report.messages();
    if (deliveries > 0) {
      figures.putAll(Histograms.figures(report.latency()));
      figures.put(
          "cpuMicrosPerDelivery", (after.cpuNanos() - before.cpuNanos()) / 1e3 / deliveries);
      figures.put("bytesDownPerMessage", report.bytesDown() / deliveries);
      figures.put("bytesUpPerMessage", report.bytesUp() / deliveries);
      figures.put("requestsPerMessage", report.requests() / deliveries);
      figures.put("messagesPerRead", deliveries / report.reads());
      double writes = Usage.difference(after.writes(), before.writes());
      if (!Double.isNaN(writes)) {
        figures.put("messagesPerWrite", deliveries / writes);
      }
    }
    figures.put("clientBusyShare", report.busyShare());
    figures.put("lost", (double) report.ledger().lost());
    last = figures;
  }

  /** Returns and removes the figures, so that no iteration receives those of another. */
  private static synchronized Map<String, Double> take() {
    Map<String, Double> taken = last;
    last = Map.of();
    return taken;
  }

  @Override
  public String getDescription() {
    return "Percentiles, CPU time, bytes and requests per message";
  }

  @Override
  public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
    take();
  }

  @Override
  public Collection<? extends Result<?>> afterIteration(
      BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
    List<ScalarResult> results = new ArrayList<>();
    for (Map.Entry<String, Double> figure : take().entrySet()) {
      AggregationPolicy policy =
          figure.getKey().equals("maxMillis") || figure.getKey().equals("lost")
              ? AggregationPolicy.MAX
              : AggregationPolicy.AVG;
      results.add(
          new ScalarResult(
              PREFIX + figure.getKey(), figure.getValue(), unit(figure.getKey()), policy));
    }
    return results;
  }

  private static String unit(String figure) {
    if (figure.endsWith("Millis")) {
      return "ms";
    } else if (figure.startsWith("cpuMicros")) {
      return "us";
    }
    return figure.startsWith("bytes") ? "B" : "";
  }
}
