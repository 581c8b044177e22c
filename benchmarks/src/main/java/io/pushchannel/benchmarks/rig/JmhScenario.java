package io.pushchannel.benchmarks.rig;

import io.pushchannel.benchmarks.EncodeBenchmark;
import io.pushchannel.benchmarks.FanOutBenchmark;
import io.pushchannel.benchmarks.LatencyBenchmark;
import io.pushchannel.benchmarks.LogBenchmark;
import io.pushchannel.benchmarks.ParseBenchmark;
import io.pushchannel.benchmarks.PushProfiler;
import io.pushchannel.benchmarks.result.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * Runs a JMH benchmark with a subset of its parameters. Each combination runs in its own fork.
 * JMH's own results are written to {@code jmh-<benchmark>.json}, which JMH viewers can open, and
 * its output to a {@code .log} file with the same name.
 *
 * @param benchmark the class name
 * @param options the subset
 * @param estimate approximate total duration
 */
record JmhScenario(String benchmark, ChainedOptionsBuilder options, Duration estimate)
    implements Scenario {

  /** Returns all benchmarks. They contain no baselines, which other scenarios measure. */
  static List<Scenario> all() {
    JmhScenario fanOut = of(FanOutBenchmark.class, 48);
    fanOut.options.param("subscribers", "500").param("burst", "64").param("payloadBytes", "100");
    JmhScenario latency = of(LatencyBenchmark.class, 105);
    TimeValue time = TimeValue.seconds(3);
    latency.options.warmupIterations(1).warmupTime(time);
    latency.options.measurementIterations(3).measurementTime(time).param("payloadBytes", "100");
    JmhScenario encode = of(EncodeBenchmark.class, 40);
    encode.options.param("payloadBytes", "100");
    JmhScenario parse = of(ParseBenchmark.class, 60);
    parse.options.param("messages", "1", "64");
    return List.of(of(LogBenchmark.class, 60), encode, parse, fanOut, latency);
  }

  private static JmhScenario of(Class<?> benchmark, long seconds) {
    String name = benchmark.getSimpleName();
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .include(name)
            .forks(1)
            .shouldFailOnError(true)
            .addProfiler(GCProfiler.class)
            .addProfiler(PushProfiler.class);
    return new JmhScenario(name, options, Duration.ofSeconds(seconds));
  }

  @Override
  public String scenario() {
    return "jmh";
  }

  @Override
  public String label() {
    return "JMH " + benchmark;
  }

  @Override
  public List<Row> run(RunContext context) throws IOException {
    Path file = Files.createDirectories(context.folder()).resolve("jmh-" + benchmark);
    options.output(file + ".log").resultFormat(ResultFormatType.JSON).result(file + ".json");
    try {
      return JmhRows.of(new Runner(options.build()).run());
    } catch (RunnerException e) {
      throw new IOException(e.getMessage() + "; see " + file + ".log", e);
    }
  }
}
