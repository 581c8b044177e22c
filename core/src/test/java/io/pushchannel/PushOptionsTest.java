package io.pushchannel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class PushOptionsTest {

  private static final PushOptions ANY = PushOptions.DEFAULT;
  private static final Duration SECOND = Duration.ofSeconds(1);

  private static void assertRefused(String message, Executable change) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, change).getMessage());
  }

  @Test
  void eachOptionCanBeChangedAlone() {
    Cursor after = new Cursor("e1", 7);
    Map<String, String> headers = Map.of("Authorization", "Bearer x");
    PushOptions changed =
        ANY.withAfter(after)
            .withConnectTimeout(SECOND)
            .withHeartbeat(SECOND.multipliedBy(2))
            .withBackoff(SECOND.multipliedBy(3), SECOND.multipliedBy(4))
            .withPublishTimeout(SECOND.multipliedBy(5))
            .withHeaders(headers);
    assertEquals(
        new PushOptions(
            after,
            SECOND,
            SECOND.multipliedBy(2),
            SECOND.multipliedBy(3),
            SECOND.multipliedBy(4),
            SECOND.multipliedBy(5),
            headers),
        changed);
  }

  @Test
  void aDurationThatIsNotPositiveIsRefusedByName() {
    assertRefused(
        "expected connectTimeout above 0, got PT0S", () -> ANY.withConnectTimeout(Duration.ZERO));
    assertRefused(
        "expected heartbeat above 0, got PT-1S", () -> ANY.withHeartbeat(SECOND.negated()));
    assertRefused(
        "expected minBackoff above 0, got PT0S", () -> ANY.withBackoff(Duration.ZERO, SECOND));
    assertRefused(
        "expected maxBackoff of at least PT2S, got PT1S",
        () -> ANY.withBackoff(SECOND.multipliedBy(2), SECOND));
  }

  @Test
  void headersAreKeptAsTheyWereGiven() {
    Map<String, String> headers = new HashMap<>(Map.of("a", "1"));
    PushOptions options = ANY.withHeaders(headers);
    headers.put("b", "2");
    assertEquals(Map.of("a", "1"), options.headers());
  }
}
