package io.pushchannel.channel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pushchannel.PushOptions;
import java.time.Duration;
import java.util.Random;
import java.util.function.LongUnaryOperator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class BackoffTest {

  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration HALF_MINUTE = Duration.ofSeconds(30);

  /** Always the largest there is. */
  private static final LongUnaryOperator LARGEST = bound -> bound - 1;

  private static Backoff backoff(Duration min, Duration max, LongUnaryOperator random) {
    return new Backoff(PushOptions.builder().backoff(min, max).build(), random);
  }

  private static long[] pauses(Backoff backoff, int count) {
    return LongStream.range(0, count).map(i -> backoff.next(null)).toArray();
  }

  private static void assertPauses(long[] actual, long... expected) {
    org.junit.jupiter.api.Assertions.assertArrayEquals(expected, actual);
  }

  @Test
  void theBoundDoublesUpToTheLargest() {
    Backoff backoff = backoff(SECOND, HALF_MINUTE, LARGEST);
    assertPauses(pauses(backoff, 7), 999, 1999, 3999, 7999, 15999, 29999, 29999);
  }

  @Test
  void aResetMakesItShortAgain() {
    Backoff backoff = backoff(SECOND, HALF_MINUTE, LARGEST);
    pauses(backoff, 5);
    backoff.reset();
    assertPauses(pauses(backoff, 2), 999, 1999);
  }

  @Test
  void everyPauseIsSpreadOverItsWholeRangeTheFirstIncluded() {
    Random random = new Random(42);
    long[] firsts =
        LongStream.range(0, 1000)
            .map(i -> backoff(SECOND, HALF_MINUTE, random::nextLong).next(null))
            .sorted()
            .toArray();
    assertTrue(firsts[0] < 20, () -> "shortest " + firsts[0]);
    assertTrue(firsts[999] > 980 && firsts[999] < 1000, () -> "longest " + firsts[999]);
    assertEquals(500, firsts[500], 50);
  }

  @Test
  void whatTheServerAsksForIsAFloor() {
    for (int seed = 0; seed < 100; seed++) {
      long pause =
          backoff(SECOND, HALF_MINUTE, new Random(seed)::nextLong).next(Duration.ofSeconds(10));
      assertTrue(pause >= 10_000 && pause <= 12_500, () -> "" + pause);
    }
  }

  @Test
  void aServerThatAsksForNothingDoesNotShortenThePause() {
    Backoff backoff = backoff(SECOND, HALF_MINUTE, LARGEST);
    assertEquals(999, backoff.next(Duration.ZERO));
    assertEquals(1999, backoff.next(Duration.ofMillis(-5)));
    assertEquals(3999, backoff.next(Duration.ofMillis(10)));
  }

  @Test
  void noServerSendsAClientAwayForLongerThanFiveMinutesAndAQuarter() {
    Backoff backoff = backoff(SECOND, HALF_MINUTE, LARGEST);
    assertEquals(375_000, backoff.next(Duration.ofSeconds(Long.MAX_VALUE)));
  }

  @Test
  void boundsOfEverySizeWork() {
    Duration millisecond = Duration.ofMillis(1);
    assertPauses(pauses(backoff(millisecond, millisecond, LARGEST), 3), 0, 0, 0);
    Duration endless = Duration.ofMillis(Long.MAX_VALUE);
    assertPauses(
        pauses(backoff(endless, endless, LARGEST), 2), Long.MAX_VALUE - 1, Long.MAX_VALUE - 1);
    assertEquals(Long.MAX_VALUE - 1, pauses(backoff(SECOND, endless, LARGEST), 70)[69]);
  }
}
