package io.pushchannel.benchmarks;

import java.util.ArrayList;
import java.util.Collection;
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

  @Override
  public String getDescription() {
    return "Percentiles, CPU time, bytes and requests per message";
  }

  @Override
  public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
    SecondaryFigures.take();
  }

  @Override
  public Collection<? extends Result<?>> afterIteration(
      BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
    List<ScalarResult> results = new ArrayList<>();
    for (Map.Entry<String, Double> figure : SecondaryFigures.take().entrySet()) {
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
