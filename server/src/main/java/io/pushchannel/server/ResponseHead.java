package io.pushchannel.server;

import io.netty.handler.codec.http.HttpResponseStatus;
import io.pushchannel.spi.WireBuffer;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;

/** Writes the head of an answer (RFC 9112, section 4). */
final class ResponseHead {

  private static volatile Date date = new Date(0, "");

  /** The {@code Date} of a second, so that it is put into words once a second. */
  private record Date(long second, String text) {}

  private ResponseHead() {}

  /** Appends the status line and headers, without the empty line that ends them. */
  static WireBuffer begin(int status, Map<String, String> headers, WireBuffer out) {
    out.utf8("HTTP/1.1 ")
        .decimal(status)
        .octet(' ')
        .utf8(HttpResponseStatus.valueOf(status).reasonPhrase())
        .utf8("\r\nDate: ")
        .utf8(date());
    headers.forEach((name, value) -> header(name, value, out));
    return out;
  }

  /** Appends one header. */
  static WireBuffer header(String name, String value, WireBuffer out) {
    return out.utf8("\r\n").utf8(name).utf8(": ").utf8(value);
  }

  /** Appends the empty line. */
  static WireBuffer end(WireBuffer out) {
    return out.utf8("\r\n\r\n");
  }

  private static String date() {
    long second = System.currentTimeMillis() / 1000;
    Date current = date;
    if (current.second != second) {
      current =
          new Date(
              second,
              DateTimeFormatter.RFC_1123_DATE_TIME.format(
                  Instant.ofEpochSecond(second).atOffset(ZoneOffset.UTC)));
      date = current;
    }
    return current.text;
  }
}
