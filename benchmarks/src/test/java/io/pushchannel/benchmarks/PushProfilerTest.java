package io.pushchannel.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pushchannel.benchmarks.load.ConnectSpec;
import io.pushchannel.benchmarks.load.Technique;
import io.pushchannel.benchmarks.served.PushServed;
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
    PushServed served = new PushServed();
    try (Measured measured = new Measured(served, ConnectSpec.of(Technique.SSE, served.uri(), 5))) {
      measured.reset();
      measured.publish(9, 100);
      measured.account();
    }
    Map<String, Double> results = results(profiler);
    assertEquals(141, results.get("push.bytesDownPerMessage B"));
    assertEquals(0, results.get("push.requestsPerMessage "));
    assertEquals(0, results.get("push.lost "));
    assertTrue(results.containsKey("push.cpuMicrosPerDelivery us"), results.toString());
    double median = results.get("push.p50Millis ms");
    assertTrue(median > 0 && median <= results.get("push.p999Millis ms"), results.toString());
  }

  @Test
  void anIterationThatLeftNothingIsGivenNothing() {
    SecondaryFigures.leave(Map.of("p50Millis", 1.0));
    PushProfiler profiler = new PushProfiler();
    profiler.beforeIteration(null, null);
    assertTrue(results(profiler).isEmpty());
  }
}
