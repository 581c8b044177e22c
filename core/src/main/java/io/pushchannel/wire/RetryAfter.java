package io.pushchannel.wire;

import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/** The header {@code Retry-After} (RFC 9110, section 10.2.3). */
final class RetryAfter {

  /** Value for numbers with more than nine digits, which exceed any pause. */
  private static final Duration LONGEST = Duration.ofSeconds(999_999_999);

  private RetryAfter() {}

  /** Returns the requested pause; null if {@code header} is neither seconds nor a date. */
  static @Nullable Duration parse(@Nullable String header, Instant now) {
    if (header == null) {
      return null;
    } else if (header.matches("[0-9]+")) {
      return header.length() > 9 ? LONGEST : Duration.ofSeconds(Long.parseLong(header));
    }
    try {
      Instant until = ZonedDateTime.parse(header, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      return until.isAfter(now) ? Duration.between(now, until) : Duration.ZERO;
    } catch (DateTimeParseException e) {
      return null; // neither form: no pause is requested
    }
  }
}
