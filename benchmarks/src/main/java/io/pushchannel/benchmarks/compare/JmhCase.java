package io.pushchannel.benchmarks.compare;

import io.pushchannel.benchmarks.FanOutBenchmark;
import io.pushchannel.benchmarks.FloorBenchmark;
import io.pushchannel.benchmarks.LatencyBenchmark;
import io.pushchannel.benchmarks.LogBenchmark;
import io.pushchannel.benchmarks.PushProfiler;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * A benchmark under some of its parameters, as one fork each.
 *
 * @param label what it is, in a few words
 * @param include JMH's regular expression
 * @param parameters those that are not all run, and the values that are
 * @param estimate about how long all of it takes
 */
record JmhCase(String label, String include, Map<String, String[]> parameters, Duration estimate) {

  /** Those of {@code --standard}: raw sockets and canned answers the rig has already. */
  static List<JmhCase> standard() {
    return List.of(
        of("the log", LogBenchmark.class.getSimpleName(), 60),
        of("the bus alone", FloorBenchmark.class.getSimpleName() + ".busOnly", 12),
        of("ping-pong", FloorBenchmark.class.getSimpleName() + ".pingPong", 12),
        of("fan-out", FanOutBenchmark.class.getSimpleName(), 96)
            .with("subscribers", "500")
            .with("burst", "1", "64")
            .with("payloadBytes", "100"),
        of("latency", LatencyBenchmark.class.getSimpleName(), 220).with("payloadBytes", "100"));
  }

  private static JmhCase of(String label, String include, long seconds) {
    return new JmhCase(label, include, Map.of(), Duration.ofSeconds(seconds));
  }

  private JmhCase with(String name, String... values) {
    Map<String, String[]> more = new LinkedHashMap<>(parameters);
    more.put(name, values);
    return new JmhCase(label, include, more, estimate);
  }

  OptionsBuilder options() {
    OptionsBuilder options = new OptionsBuilder();
    options.include(include).addProfiler(GCProfiler.class).addProfiler(PushProfiler.class);
    parameters.forEach(options::param);
    return options;
  }
}
