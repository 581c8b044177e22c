package io.pushchannel.http;

import io.pushchannel.PublishResult;
import io.pushchannel.spi.Json;
import io.pushchannel.spi.JsonMessage;
import io.pushchannel.spi.PushFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import okhttp3.MediaType;
import okhttp3.Response;
import okio.Buffer;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Reads answers, and refuses those that are not what was asked for. */
public final class Answers {

  /** The largest body that is read whole: a batch is about 1 MiB, and six times that escaped. */
  private static final long MAX_BODY = 64L << 20;

  private static final long MAX_PROBLEM = 64L << 10;

  private Answers() {}

  /**
   * Refuses an answer that is not 200 of this type.
   *
   * @throws PushFailure if the status is another
   * @throws IOException if the type is another
   */
  public static void require(Response response, String type) throws IOException {
    if (response.code() != 200) {
      throw failure(response);
    }
    String header = response.header("Content-Type");
    MediaType actual = header == null ? null : MediaType.parse(header);
    if (actual == null || !type.equals(actual.type() + '/' + actual.subtype())) {
      throw new IOException(
          "expected " + type + " from " + response.request().url() + ", got " + header);
    }
  }

  /**
   * Reads a whole body.
   *
   * @throws IOException if it breaks off or is too large
   */
  public static byte[] body(Response response) throws IOException {
    BufferedSource source = response.body().source();
    if (source.request(MAX_BODY + 1)) {
      throw new IOException("expected an answer of at most " + MAX_BODY + " bytes, got more");
    }
    return source.readByteArray();
  }

  /** What a refusal says. Reads its body, at most 64 KiB of it. */
  public static PushFailure failure(Response response) {
    String detail = "got status " + response.code() + " from " + response.request().url();
    String problem = problem(response);
    return new PushFailure(
        response.code(),
        problem == null ? detail : detail + ": " + problem,
        retryAfter(response.header("Retry-After"), Instant.now()));
  }

  /** The pause that {@code Retry-After} asks for (RFC 9110, section 10.2.3), or null. */
  static @Nullable Duration retryAfter(@Nullable String header, Instant now) {
    if (header == null) {
      return null;
    }
    try {
      if (header.matches("[0-9]{1,9}")) {
        return Duration.ofSeconds(Long.parseLong(header));
      }
      Instant until = ZonedDateTime.parse(header, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      return until.isAfter(now) ? Duration.between(now, until) : Duration.ZERO;
    } catch (DateTimeParseException e) {
      return null; // neither form, so it says nothing
    }
  }

  static PublishResult readPublished(Response response) throws IOException {
    if (response.code() != 200 && response.code() != 201) {
      throw failure(response);
    }
    try {
      JsonNode published = Json.MAPPER.readTree(body(response));
      return new PublishResult(JsonMessage.readCursor(published, "id"), response.code() == 200);
    } catch (JacksonException e) {
      throw new IOException("expected {\"id\":...}, got " + e.getOriginalMessage(), e);
    }
  }

  private static @Nullable String problem(Response response) {
    try {
      Buffer start = new Buffer();
      BufferedSource source = response.body().source();
      source.request(MAX_PROBLEM);
      start.write(source.getBuffer(), Math.min(MAX_PROBLEM, source.getBuffer().size()));
      JsonNode problem = Json.MAPPER.readTree(start.readString(StandardCharsets.UTF_8));
      JsonNode detail = problem.get("detail");
      return detail != null && detail.isString() ? detail.stringValue() : null;
    } catch (IOException | JacksonException e) {
      return null; // no problem object; the status has to do
    }
  }
}
