package io.pushchannel.websocket;

import io.pushchannel.spi.Json;
import io.pushchannel.spi.PushFailure;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.java_websocket.drafts.Draft;
import org.java_websocket.exceptions.InvalidHandshakeException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * What a server says over HTTP in answer to a handshake. Java-WebSocket knows nothing but 101, and
 * we want to know why it is not.
 *
 * @param headers by name in any case
 * @param body as much of it as has come
 */
record HttpAnswer(int status, Map<String, String> headers, String body) {

  /**
   * Reads an answer; null if its head is not all there.
   *
   * @throws InvalidHandshakeException if it is not HTTP
   */
  static @Nullable HttpAnswer read(ByteBuffer bytes) throws InvalidHandshakeException {
    String statusLine = Draft.readStringLine(bytes);
    if (statusLine == null) {
      return null;
    } else if (!statusLine.matches("HTTP/1\\.[01] [0-9]{3}( .*)?")) {
      throw new InvalidHandshakeException("expected an answer of HTTP/1.1, got " + statusLine);
    }
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    String line = Draft.readStringLine(bytes);
    while (line != null && !line.isEmpty()) {
      int colon = line.indexOf(':');
      if (colon > 0) {
        headers.put(line.substring(0, colon), line.substring(colon + 1).trim());
      }
      line = Draft.readStringLine(bytes);
    }
    int status = Integer.parseInt(statusLine.substring(9, 12));
    String body = StandardCharsets.UTF_8.decode(bytes).toString();
    return line == null ? null : new HttpAnswer(status, headers, body);
  }

  /** Whether the body is all there, as far as its length was told. */
  boolean isWhole() {
    long length = number("Content-Length");
    return body.getBytes(StandardCharsets.UTF_8).length >= length;
  }

  PushFailure toFailure(URI uri) {
    String problem = problem();
    String message = "got status " + status + " from " + uri;
    long retryAfter = number("Retry-After");
    return new PushFailure(
        status,
        problem == null ? message : message + ": " + problem,
        retryAfter < 0 ? null : Duration.ofSeconds(retryAfter));
  }

  /** The value of a header that is a number; -1 if it is none, a date for example. */
  private long number(String header) {
    String value = headers.getOrDefault(header, "");
    return value.matches("[0-9]{1,9}") ? Long.parseLong(value) : -1;
  }

  /** The detail of a problem object (RFC 9457). */
  private @Nullable String problem() {
    try {
      JsonNode detail = Json.MAPPER.readTree(body).path("detail");
      return detail.isString() ? detail.stringValue() : null;
    } catch (JacksonException e) {
      return null; // no problem object; the status has to do
    }
  }
}
