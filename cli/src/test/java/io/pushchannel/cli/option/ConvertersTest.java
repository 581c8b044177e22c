package io.pushchannel.cli.option;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the converters take; what they refuse is in {@code WrongUseTest}. */
class ConvertersTest {

  @ParameterizedTest
  @CsvSource({"500ms, 500", "15s, 15000", "5m, 300000", "1h, 3600000"})
  void aDurationIsReadAndWrittenTheSameWay(String text, long millis) {
    Duration duration = new DurationConverter().convert(text);
    assertEquals(Duration.ofMillis(millis), duration);
    assertEquals(text, DurationConverter.format(duration));
  }

  @ParameterizedTest
  @CsvSource({"512, 512", "64k, 65536", "16m, 16777216", "16M, 16777216", "4g, 4294967296"})
  void aSizeMayHaveABinarySuffix(String text, long bytes) {
    assertEquals(bytes, new ByteSizeConverter().convert(text));
  }

  @ParameterizedTest
  @CsvSource({
    "http://localhost:8080, http://localhost:8080/push",
    "http://localhost:8080/, http://localhost:8080/push",
    "http://localhost:8080/push/, http://localhost:8080/push",
    "https://example.org/live/feed, https://example.org/live/feed",
    "http://[::1]:8080/push, http://[::1]:8080/push",
    "http://127.0.0.1:8080//push, http://127.0.0.1:8080/push",
    "http://127.0.0.1:8080///push//live/, http://127.0.0.1:8080/push/live",
    "http://127.0.0.1:8080//, http://127.0.0.1:8080/push",
    "http://127.0.0.1:8080/a/../push/./, http://127.0.0.1:8080/push",
    "HTTP://127.0.0.1:8080/push, http://127.0.0.1:8080/push",
    "Https://Example.org, https://Example.org/push",
    "http://my_stack_push:8080/push, http://my_stack_push:8080/push",
    "http://localhost/push/%2F, http://localhost/push/%2F"
  })
  void aUrlWithoutAPathMeansPush(String text, URI expected) {
    assertEquals(expected, new ServerUriConverter().convert(text));
  }

  @ParameterizedTest
  @CsvSource({"20, 20", "0.5, 0.5"})
  void aRateMayBeAFraction(String text, double rate) {
    assertEquals(rate, new RateConverter().convert(text));
  }
}
