package io.pushchannel.websocket;

import io.pushchannel.PushRefusedException;
import io.pushchannel.check.Excerpt;
import io.pushchannel.wire.ProblemResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/**
 * The headers of an HTTP response, of a server or a proxy.
 *
 * @param text as it was received, with the empty line at its end
 * @param headers by name in any case; values of the same name are joined by commas
 */
record HttpResponse(int status, String text, Map<String, String> headers) {

  private static final int MAX_BYTES = 64 << 10;
  private static final String END = "\r\n\r\n";

  /**
   * Reads the headers of the final response. Responses of status 100 to 199 but 101, which may come
   * before it, are skipped (RFC 9110, section 15.2).
   *
   * @throws IOException if it is not HTTP or larger than 64 KiB
   */
  static HttpResponse read(SocketInput in) throws IOException {
    int skipped = 0;
    HttpResponse response = readOne(in, MAX_BYTES);
    while (response.status / 100 == 1 && response.status != 101) {
      skipped += response.text.length();
      response = readOne(in, MAX_BYTES - skipped);
    }
    return response;
  }

  String header(String name, String otherwise) {
    return headers.getOrDefault(name, otherwise);
  }

  /**
   * Reads the reason of a refusal from the body: 64 KiB at most, and only what has arrived if the
   * response does not announce a length.
   */
  PushRefusedException readFailure(URI uri, SocketInput in) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    String length = header("Content-Length", "");
    long expected = length.matches("[0-9]{1,9}") ? Long.parseLong(length) : in.buffer().remaining();
    try {
      while (body.size() < Math.min(expected, MAX_BYTES)) {
        body.write(in.next());
      }
    } catch (IOException e) {
      body.write('\n'); // the body is incomplete: the message has the status and the bytes so far
    }
    return new ProblemResponse(
            status,
            uri,
            headers.get("Location"),
            headers.get("Retry-After"),
            body.toString(StandardCharsets.UTF_8))
        .toException();
  }

  private static HttpResponse readOne(SocketInput in, int most) throws IOException {
    StringBuilder text = new StringBuilder();
    while (text.indexOf(END, text.length() - END.length()) < 0) {
      if (text.length() >= most) {
        throw new IOException("a response must have at most " + MAX_BYTES + " bytes, had more");
      }
      text.append((char) (in.next() & 0xff));
    }
    return parse(text.toString());
  }

  private static HttpResponse parse(String text) throws IOException {
    String[] lines = text.split("\r\n");
    String statusLine = lines.length == 0 ? "" : lines[0];
    if (!statusLine.matches("HTTP/1\\.[01] [0-9]{3}( .*)?")) {
      throw new IOException("a response must be HTTP/1.1, was " + Excerpt.of(statusLine));
    }
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (int i = 1; i < lines.length; i++) {
      int colon = lines[i].indexOf(':');
      if (colon > 0) {
        headers.merge(
            lines[i].substring(0, colon),
            lines[i].substring(colon + 1).trim(),
            (first, next) -> first + ", " + next);
      }
    }
    return new HttpResponse(Integer.parseInt(statusLine.substring(9, 12)), text, headers);
  }
}
