package io.pushchannel.shortpoll;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PollScheduleTest {

  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  private long now = 1_000_000;

  private PollSchedule schedule(Duration longest, double random) {
    Random fixed =
        new Random() {
          @Override
          public double nextDouble() {
            return random;
          }
        };
    return new PollSchedule(Duration.ofSeconds(1), longest, () -> now, fixed);
  }

  private PollSchedule schedule() {
    return schedule(Duration.ofSeconds(1), 0.5);
  }

  @Test
  void theRateIsFixedWhateverAnAnswerTakes() {
    PollSchedule schedule = schedule();
    assertEquals(SECOND, schedule.untilNext(false));
    now += SECOND + SECOND / 4; // polled, and the answer took a quarter
    assertEquals(SECOND * 3 / 4, schedule.untilNext(true));
  }

  @Test
  void aStallIsNotMadeUpFor() {
    PollSchedule schedule = schedule();
    now += 100 * SECOND;
    assertEquals(0, schedule.untilNext(false));
    assertEquals(SECOND, schedule.untilNext(false) + schedule.untilNext(false));
  }

  @Test
  void eachPollIsMovedByUpToATenthEitherWay() {
    assertEquals(SECOND * 9 / 10, schedule(Duration.ofSeconds(1), 0).untilNext(false));
    assertTrue(schedule(Duration.ofSeconds(1), 0.999).untilNext(false) > SECOND * 109 / 100);
  }

  @Test
  void itAdaptsOnlyIfAsked() {
    PollSchedule adaptive = schedule(Duration.ofSeconds(3), 0.5);
    assertEquals(2 * SECOND, adaptive.untilNext(false));
    now += 2 * SECOND;
    assertEquals(3 * SECOND, adaptive.untilNext(false));
    now += 3 * SECOND;
    assertEquals(SECOND, adaptive.untilNext(true));
  }

  @Test
  void anAttemptBeginsAtOnceAndWithTheShortestInterval() {
    PollSchedule adaptive = schedule(Duration.ofSeconds(8), 0.5);
    adaptive.untilNext(false);
    now += 2 * SECOND;
    adaptive.untilNext(false);
    now += 10 * SECOND;
    adaptive.start();
    assertEquals(SECOND, adaptive.untilNext(true));
  }
}
