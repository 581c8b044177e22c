package io.pushchannel.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PlainTimeTest {

  @Test
  void theLargestUnitWithoutAFractionIsShown() {
    assertEquals("0 ms", PlainTime.of(Duration.ZERO));
    assertEquals("500 ms", PlainTime.of(Duration.ofMillis(500)));
    assertEquals("1 s", PlainTime.of(Duration.ofSeconds(1)));
    assertEquals("1500 ms", PlainTime.of(Duration.ofMillis(1500)));
    assertEquals("60 s", PlainTime.of(Duration.ofMinutes(1)));
    assertEquals("2 min", PlainTime.of(Duration.ofMinutes(2)));
    assertEquals("150 s", PlainTime.of(Duration.ofSeconds(150)));
  }
}
