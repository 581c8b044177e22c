package io.pushchannel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
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
  void eachOptionCanBeChangedAlone() throws IOException {
    Cursor after = Cursor.parse("e1-7");
    Map<String, String> headers = Map.of("Authorization", "Bearer x");
    PushOptions changed =
        ANY.toBuilder()
            .after(after)
            .connectTimeout(SECOND)
            .heartbeat(SECOND.multipliedBy(2))
            .backoff(SECOND.multipliedBy(3), SECOND.multipliedBy(4))
            .publishTimeout(SECOND.multipliedBy(5))
            .headers(headers)
            .build();
    assertEquals(after, changed.after());
    assertEquals(SECOND, changed.connectTimeout());
    assertEquals(SECOND.multipliedBy(2), changed.heartbeat());
    assertEquals(SECOND.multipliedBy(3), changed.minBackoff());
    assertEquals(SECOND.multipliedBy(4), changed.maxBackoff());
    assertEquals(SECOND.multipliedBy(5), changed.publishTimeout());
    assertEquals(headers, changed.currentHeaders());
    assertEquals(changed.toString(), changed.toBuilder().build().toString());
  }

  @Test
  void aSupplierIsEvaluatedEachTimeAndItsFailureIsAFailedAttempt() throws IOException {
    AtomicInteger calls = new AtomicInteger();
    PushOptions options =
        PushOptions.builder().headers(() -> Map.of("X-Call", "" + calls.incrementAndGet())).build();
    assertTrue(options.hasHeaderSupplier());
    assertEquals(Map.of("X-Call", "1"), options.currentHeaders());
    assertEquals(Map.of("X-Call", "2"), options.currentHeaders());
    assertTrue(options.toString().contains("headers=supplied"), options::toString);
    PushOptions invalid = PushOptions.builder().headers(() -> Map.of("Host", "secret")).build();
    IOException failure = assertThrows(IOException.class, invalid::currentHeaders);
    assertTrue(failure.getMessage().contains("Host"), failure::getMessage);
    assertFalse(failure.getMessage().contains("secret"), failure::getMessage);
  }

  @Test
  void aDurationThatIsNotPositiveIsRefusedByName() {
    assertRefused(
        "connectTimeout must be at least 1 ms, was 0 ms",
        () -> ANY.toBuilder().connectTimeout(Duration.ZERO).build());
    assertRefused(
        "heartbeat must be at least 1 ms, was -1 s",
        () -> ANY.toBuilder().heartbeat(SECOND.negated()).build());
    assertRefused(
        "minBackoff must be at least 1 ms, was 0 ms",
        () -> ANY.toBuilder().backoff(Duration.ZERO, SECOND).build());
    assertRefused(
        "maxBackoff must be at least minBackoff (2 s), was 1 s",
        () -> ANY.toBuilder().backoff(SECOND.multipliedBy(2), SECOND).build());
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
  void anyTokenAndAnyVisibleAsciiAreValid() throws IOException {
    Map<String, String> headers =
        Map.of("!#$%&'*+-.^_`|~0Az", "", "X", " \t!\"#:;<=>?@[\\]{}~", "Origin", "http://a");
    assertEquals(headers, ANY.toBuilder().headers(headers).build().currentHeaders());
  }

  private static String rejection(Map<String, String> headers) {
    return String.valueOf(
        assertThrows(IllegalArgumentException.class, () -> ANY.toBuilder().headers(headers).build())
            .getMessage());
  }

  @Test
  void headersAreKeptAsTheyWereGiven() throws IOException {
    Map<String, String> headers = new HashMap<>(Map.of("a", "1"));
    PushOptions options = ANY.toBuilder().headers(headers).build();
    headers.put("b", "2");
    assertEquals(Map.of("a", "1"), options.currentHeaders());
  }

  @Test
  void valuesOfHeadersAreNotPrinted() {
    PushOptions options =
        PushOptions.builder()
            .headers(Map.of("Authorization", "Bearer abc", "Cookie", "id=abc"))
            .build();
    assertEquals(
        "PushOptions[after=latest, connectTimeout=10 s, heartbeat=15 s, minBackoff=1 s,"
            + " maxBackoff=30 s, publishTimeout=30 s, headers=[Authorization, Cookie]]",
        options.toString());
  }
}
