package io.pushchannel.benchmarks.served;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OpenLoopPublisherTest {

  private static final double PER_SECOND = 20_000;

  /** Returns the times between the intended publishing of consecutive messages. */
  private static List<Long> intervals(long seed) throws InterruptedException {
    List<Long> times = new ArrayList<>();
    OpenLoopPublisher publisher =
        new OpenLoopPublisher(PER_SECOND, seed, (number, intended) -> times.add(intended));
    publisher.publishUntil(Duration.ofMillis(500));
    assertEquals(times.size(), publisher.published());
    List<Long> intervals = new ArrayList<>();
    for (int i = 1; i < times.size(); i++) {
      intervals.add(times.get(i) - times.get(i - 1));
    }
    return intervals;
  }

  @Test
  void theSameSeedGivesTheSameTimes() throws Exception {
    assertEquals(intervals(7), intervals(7));
  }

  @Test
  void theTimesRiseAtTheRateOnAverage() throws Exception {
    List<Long> intervals = intervals(1);
    assertTrue(intervals.stream().allMatch(interval -> interval >= 0));
    double mean = intervals.stream().mapToLong(Long::longValue).average().orElseThrow();
    assertEquals(1e9 / PER_SECOND, mean, 0.05 * 1e9 / PER_SECOND);
  }
}
