package io.pushchannel.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.results.Result;

/** Tests the results that the profiler adds to those of JMH. */
@SuppressWarnings("NullAway") // the profiler ignores JMH's parameters
class PushProfilerTest {

  private static Map<String, Double> results(PushProfiler profiler) {
    Map<String, Double> results = new TreeMap<>();
    for (Result<?> result : profiler.afterIteration(null, null, null)) {
      results.put(result.getLabel() + ' ' + result.getScoreUnit(), result.getScore());
    }
    return results;
  }

  @Test
  void itTellsPercentilesAndCostsOfTheIteration() throws Exception {
    PushProfiler profiler = new PushProfiler();
    profiler.beforeIteration(null, null);
    iteration();
    Map<String, Double> results = results(profiler);
    assertEquals(141, results.get("push.bytesDownPerMessage B"));
    assertEquals(0, results.get("push.requestsPerMessage "));
    assertEquals(0, results.get("push.lost "));
    assertTrue(results.containsKey("push.cpuMicrosPerDelivery us"), results.toString());
    double median = results.get("push.p50Millis ms");
    assertTrue(median > 0 && median <= results.get("push.p999Millis ms"), results.toString());
  }

  @Test
  void anIterationThatLeftNothingIsGivenNothing() throws Exception {
    iteration();
    PushProfiler profiler = new PushProfiler();
    profiler.beforeIteration(null, null);
    assertTrue(results(profiler).isEmpty());
  }

  /** Publishes 9 messages to 5 subscribers. */
  private static void iteration() throws Exception {
    FanOutBenchmark benchmark = new FanOutBenchmark();
    benchmark.transport = "sse";
    benchmark.subscribers = 5;
    benchmark.start();
    benchmark.reset();
    benchmark.publish(9, 100);
    benchmark.account();
    benchmark.stop();
  }
}
