package io.pushchannel.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.pushchannel.Cursor;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ControlTest {

  @ParameterizedTest
  @CsvSource({
    "15000, PT30S",
    "1, PT0.002S",
    "600001, PT20M",
    "9223372036854775807, PT20M",
    "99999999999999999999999999, PT20M",
    "0,",
    "-1,",
    "-99999999999999999999999999,",
    "1.5,",
    "1e999,",
    "'\"15000\"',",
    "null,",
    "[15000],",
  })
  void theServerMayBeSilentForTwoHeartbeatsIfItAnnouncesOne(
      String heartbeat, @Nullable Duration silence) throws IOException {
    assertEquals(
        silence, Control.allowedSilence(Json.read("{\"heartbeat\":" + heartbeat + "}", "")));
  }

  @ParameterizedTest
  @CsvSource({
    "1500, 1500",
    "-5, 0",
    "99999999999999999999999999, 9223372036854775807",
    "1e400, 0",
    "true, 0",
  })
  void thePauseIsAWholeNumberOfMillisecondsOrNone(String retry, long millis) throws IOException {
    assertEquals(
        Duration.ofMillis(millis), Control.retry(Json.read("{\"retry\":" + retry + "}", "")));
  }

  @Test
  void aStreamOpensAtAPlaceOrAtWhatStandsForOne() throws IOException {
    assertEquals(Cursor.parse("e-3"), Control.cursor(Json.read("{\"cursor\":\"e-3\"}", "")));
    assertEquals(Cursor.LATEST, Control.cursor(Json.read("{\"cursor\":\"latest\"}", "")));
    assertThrows(IOException.class, () -> Control.cursor(Json.read("{\"cursor\":3}", "")));
  }
}
