package io.pushchannel.benchmarks.rig;

import io.pushchannel.benchmarks.PushProfiler;
import io.pushchannel.benchmarks.result.Row;
import io.pushchannel.benchmarks.result.SubjectKind;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;

/** Converts JMH's results to rows, so that the report shows them with those of the rig. */
final class JmhRows {

  /** The figure names for JMH's units. */
  private static final Map<String, String> SCORES =
      Map.of(
          "ops/s", "operationsPerSecond",
          "us/op", "microsPerOperation",
          "ns/op", "nanosPerOperation");

  /** The unit of the benchmarks' additional counters. */
  private static final String PER_SECOND = "ops/s";

  private JmhRows() {}

  /** Returns a row for each result. */
  static List<Row> of(Collection<RunResult> results) {
    return results.stream().map(JmhRows::row).toList();
  }

  private static Row row(RunResult result) {
    BenchmarkParams benchmark = result.getParams();
    Row row = Row.of("jmh", name(benchmark), SubjectKind.TRANSPORT, 1);
    for (String parameter : benchmark.getParamsKeys()) {
      row = row.with(parameter, value(benchmark.getParam(parameter)));
    }
    Result<?> score = result.getPrimaryResult();
    row =
        row.figure(
                SCORES.getOrDefault(score.getScoreUnit(), score.getScoreUnit()), score.getScore())
            .figure("error", score.getScoreError());
    for (String other : result.getSecondaryResults().keySet()) {
      row = secondary(other, result.getSecondaryResults().get(other), row);
    }
    return row;
  }

  private static Row secondary(String name, Result<?> result, Row row) {
    if (name.startsWith(PushProfiler.PREFIX)) {
      return row.figure(name.substring(PushProfiler.PREFIX.length()), result.getScore());
    } else if (name.equals("gc.alloc.rate.norm")) {
      return row.figure("allocatedBytesPerOperation", result.getScore());
    }
    return result.getScoreUnit().equals(PER_SECOND)
        ? row.figure(name + "PerSecond", result.getScore())
        : row;
  }

  /** Returns the name without the package, such as {@code FanOutBenchmark.burst}. */
  private static String name(BenchmarkParams benchmark) {
    String whole = benchmark.getBenchmark();
    return whole.substring(whole.lastIndexOf('.', whole.lastIndexOf('.') - 1) + 1);
  }

  private static Object value(String parameter) {
    return parameter.matches("\\d+") ? (Object) Integer.valueOf(parameter) : parameter;
  }
}
