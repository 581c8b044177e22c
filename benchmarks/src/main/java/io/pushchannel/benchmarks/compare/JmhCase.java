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
 * A benchmark under some of its parameters, as one fork each.
 *
 * @param label what it is, in a few words
 * @param include JMH's regular expression
 * @param parameters those that are not all run, and the values that are
 * @param iterations how many to measure, and how long each; the benchmark's own if null
 * @param estimate about how long all of it takes
 */
record JmhCase(
    String label,
    String include,
    Map<String, String[]> parameters,
    @Nullable Iterations iterations,
    Duration estimate) {

  /** As many seconds to get warm as to measure once, then so many times. */
  record Iterations(int count, int seconds) {}

  /** Those of {@code --standard}: floors the rig has already. */
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
