package io.pushchannel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
        "connectTimeout must be at least 1 ms, was 0 ms",
        () -> ANY.withConnectTimeout(Duration.ZERO));
    assertRefused(
        "heartbeat must be at least 1 ms, was -1 s", () -> ANY.withHeartbeat(SECOND.negated()));
    assertRefused(
        "minBackoff must be at least 1 ms, was 0 ms", () -> ANY.withBackoff(Duration.ZERO, SECOND));
    assertRefused(
        "maxBackoff must be at least minBackoff (2 s), was 1 s",
        () -> ANY.withBackoff(SECOND.multipliedBy(2), SECOND));
  }

  @ParameterizedTest
  @ValueSource(strings = {"u1\r\nX-Admin: yes", "abc\n", "a\rb", "a\0b", "\u007f", "ü", "€"})
  void aHeaderValueThatCouldEndTheLineIsRejectedWithoutQuotingIt(String value) {
    String message = rejection(Map.of("X-User", value));
    assertTrue(message.contains("X-User"), message);
    assertFalse(message.contains(value), message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "X User", "X-User:", "X-User\r\nX-Admin", "X\0", "Ü", "(X)"})
  void aHeaderNameThatIsNoTokenIsRejected(String name) {
    String message = rejection(Map.of(name, "secret"));
    assertFalse(message.contains("secret") || message.contains("\r"), message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Host",
        "connection",
        "Upgrade",
        "Content-Length",
        "TRANSFER-ENCODING",
        "Sec-WebSocket-Key",
        "Sec-WebSocket-Extensions",
        "Idempotency-Key",
        "Last-Event-ID",
        "If-None-Match",
        "Expect"
      })
  void aHeaderOfTheProtocolIsRejected(String name) {
    assertTrue(rejection(Map.of(name, "x")).contains(name));
  }

  @Test
  void anyTokenAndAnyVisibleAsciiAreValid() {
    Map<String, String> headers =
        Map.of("!#$%&'*+-.^_`|~0Az", "", "X", " \t!\"#:;<=>?@[\\]{}~", "Origin", "http://a");
    assertEquals(headers, ANY.withHeaders(headers).headers());
  }

  private static String rejection(Map<String, String> headers) {
    return String.valueOf(
        assertThrows(IllegalArgumentException.class, () -> ANY.withHeaders(headers)).getMessage());
  }

  @Test
  void headersAreKeptAsTheyWereGiven() {
    Map<String, String> headers = new HashMap<>(Map.of("a", "1"));
    PushOptions options = ANY.withHeaders(headers);
    headers.put("b", "2");
    assertEquals(Map.of("a", "1"), options.headers());
  }

  @Test
  void valuesOfHeadersAreNotPrinted() {
    PushOptions options =
        PushOptions.DEFAULT.withHeaders(Map.of("Authorization", "Bearer abc", "Cookie", "id=abc"));
    assertEquals(
        "PushOptions[after=latest, connectTimeout=10 s, heartbeat=15 s, minBackoff=1 s,"
            + " maxBackoff=30 s, publishTimeout=30 s, headers=[Authorization, Cookie]]",
        options.toString());
  }
}
