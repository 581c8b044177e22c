package io.pushchannel.benchmarks.compare;

import io.pushchannel.benchmarks.EncodeBenchmark;
import io.pushchannel.benchmarks.FanOutBenchmark;
import io.pushchannel.benchmarks.LatencyBenchmark;
import io.pushchannel.benchmarks.LogBenchmark;
import io.pushchannel.benchmarks.ParseBenchmark;
import io.pushchannel.benchmarks.PushProfiler;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * A benchmark with a subset of its parameters. Each combination runs in its own fork.
 *
 * @param label short description
 * @param include JMH's regular expression
 * @param parameters the restricted parameters and their values
 * @param iterations number and duration of the iterations; null for those of the benchmark
 * @param estimate approximate total duration
 */
record JmhCase(
    String label,
    String include,
    Map<String, String[]> parameters,
    @Nullable Iterations iterations,
    Duration estimate) {

  /** One warm-up iteration and {@code count} measured iterations of {@code seconds} each. */
  record Iterations(int count, int seconds) {}

  /** Returns the cases of {@code --standard}. They contain no baselines, which the rig measures. */
  static List<JmhCase> standard() {
    return List.of(
        of("the log", LogBenchmark.class, 60),
        of("encoding", EncodeBenchmark.class, 40).with("payloadBytes", "100"),
        of("parsing", ParseBenchmark.class, 60).with("messages", "1", "64"),
        of("fan-out", FanOutBenchmark.class, 48)
            .with("subscribers", "500")
            .with("burst", "64")
            .with("payloadBytes", "100"),
        of("latency", LatencyBenchmark.class, 105)
            .with("payloadBytes", "100")
            .with(new Iterations(3, 3)));
  }

  private static JmhCase of(String label, Class<?> benchmark, long seconds) {
    return new JmhCase(
        label, benchmark.getSimpleName(), Map.of(), null, Duration.ofSeconds(seconds));
  }

  private JmhCase with(String name, String... values) {
    Map<String, String[]> more = new LinkedHashMap<>(parameters);
    more.put(name, values);
    return new JmhCase(label, include, more, iterations, estimate);
  }

  private JmhCase with(Iterations newIterations) {
    return new JmhCase(label, include, parameters, newIterations, estimate);
  }

  OptionsBuilder options() {
    OptionsBuilder options = new OptionsBuilder();
    options.include(include).addProfiler(GCProfiler.class).addProfiler(PushProfiler.class);
    parameters.forEach(options::param);
    if (iterations != null) {
      TimeValue time = TimeValue.seconds(iterations.seconds);
      options.warmupIterations(1).warmupTime(time);
      options.measurementIterations(iterations.count).measurementTime(time);
    }
    return options;
  }
}
