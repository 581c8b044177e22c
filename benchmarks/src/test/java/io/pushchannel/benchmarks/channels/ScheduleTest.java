package io.pushchannel.benchmarks.channels;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ScheduleTest {

  @Test
  void theSameSeedGivesTheSameTimes() {
    Schedule one = new Schedule(20, 7);
    Schedule other = new Schedule(20, 7);
    for (int i = 0; i < 100; i++) {
      assertEquals(one.next(), other.next());
    }
  }

  @Test
  void theTimesRiseAtTheRateOnAverage() {
    Schedule schedule = new Schedule(20, 1);
    long last = 0;
    for (int i = 0; i < 10_000; i++) {
      long next = schedule.next();
      assertTrue(next >= last);
      last = next;
    }
    assertEquals(500, last / 1e9, 25);
  }
}
