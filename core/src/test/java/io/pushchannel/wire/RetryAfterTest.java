package io.pushchannel.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {

  private static final Instant NOW = Instant.parse("2024-02-29T12:00:00Z");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0                             | PT0S",
        "90                            | PT90S",
        "999999999999999999999999      | PT999999999S",
        "Thu, 29 Feb 2024 12:00:30 GMT | PT30S",
        "Thu, 29 Feb 2024 11:00:00 GMT | PT0S",
      })
  void itIsSecondsOrADate(String header, Duration pause) {
    assertEquals(pause, RetryAfter.parse(header, NOW));
  }

  @ParameterizedTest
  @ValueSource(strings = {"soon", "-1", "+1", "1.5", "", "1 2", "\u0661", "29 Feb 2024"})
  void anythingElseSaysNothing(String header) {
    assertNull(RetryAfter.parse(header, NOW));
  }

  @Test
  void soDoesNothing() {
    assertNull(RetryAfter.parse(null, NOW));
  }
}
