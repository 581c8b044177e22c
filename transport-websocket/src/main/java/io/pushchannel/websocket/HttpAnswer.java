package io.pushchannel.websocket;

import io.pushchannel.spi.PushFailure;
import io.pushchannel.spi.Shown;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.java_websocket.drafts.Draft;
import org.java_websocket.exceptions.InvalidHandshakeException;
import org.jspecify.annotations.Nullable;

/**
 * What a server says over HTTP in answer to a handshake. Java-WebSocket knows nothing but 101, and
 * we want to know why it is not.
 *
 * @param headers by name in any case
 * @param body as much of it as has come
 */
record HttpAnswer(int status, Map<String, String> headers, String body) {

  /**
   * Takes away answers of status 100 to 199 but 101, which come before the one that counts (RFC
   * 9110, section 15.2).
   *
   * @throws InvalidHandshakeException if one is not HTTP
   */
  static void skipInformational(ByteBuffer bytes) throws InvalidHandshakeException {
    ByteBuffer rest = bytes.duplicate();
    HttpAnswer answer = readHead(rest);
    while (answer != null && answer.status / 100 == 1 && answer.status != 101) {
      bytes.position(rest.position());
      answer = readHead(rest);
    }
  }

  /**
   * Reads an answer; null if its head is not all there.
   *
   * @throws InvalidHandshakeException if it is not HTTP
   */
  static @Nullable HttpAnswer read(ByteBuffer bytes) throws InvalidHandshakeException {
    HttpAnswer head = readHead(bytes);
    return head == null
        ? null
        : new HttpAnswer(
            head.status, head.headers, StandardCharsets.UTF_8.decode(bytes).toString());
  }

  private static @Nullable HttpAnswer readHead(ByteBuffer bytes) throws InvalidHandshakeException {
    String statusLine = Draft.readStringLine(bytes);
    if (statusLine == null) {
      return null;
    } else if (!statusLine.matches("HTTP/1\\.[01] [0-9]{3}( .*)?")) {
      throw new InvalidHandshakeException(
          "expected an answer of HTTP/1.1, got " + Shown.of(statusLine));
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
    return line == null ? null : new HttpAnswer(status, headers, "");
  }

  /** Whether the body is all there, as far as its length was told. */
  boolean isWhole() {
    long length = number("Content-Length");
    return body.getBytes(StandardCharsets.UTF_8).length >= length;
  }

  PushFailure toFailure(URI uri) {
    return PushFailure.ofAnswer(
        status, uri, headers.get("Location"), headers.get("Retry-After"), body);
  }

  /** The value of a header that is a number; -1 if it is none. */
  private long number(String header) {
    String value = headers.getOrDefault(header, "");
    return value.matches("[0-9]{1,9}") ? Long.parseLong(value) : -1;
  }
}
