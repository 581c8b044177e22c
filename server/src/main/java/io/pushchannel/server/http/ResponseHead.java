package io.pushchannel.server.http;

import io.netty.handler.codec.http.HttpResponseStatus;
import io.pushchannel.check.HeaderField;
import io.pushchannel.wire.WireBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;

/** Writes status line and headers of a response (RFC 9112, section 4). */
public final class ResponseHead {

  /** RFC 9110, section 5.6.7; the JDK's RFC_1123_DATE_TIME writes days below 10 with one digit. */
  private static final DateTimeFormatter IMF_FIXDATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH);

  private static final String[] NO_NAMES = {};

  private static volatile Date date = Date.of(0);

  /** The {@code Date} header, formatted once per second. */
  private record Date(long second, byte[] line) {

    static Date of(long second) {
      String text = IMF_FIXDATE.format(Instant.ofEpochSecond(second).atOffset(ZoneOffset.UTC));
      return new Date(second, ("\r\nDate: " + text).getBytes(StandardCharsets.US_ASCII));
    }
  }

  private ResponseHead() {}

  /** Appends the status line and headers, without the empty line that ends them. */
  public static WireBuffer begin(int status, Map<String, String> headers, WireBuffer out) {
    byte[] dateLine = dateLine();
    out.utf8("HTTP/1.1 ")
        .decimal(status)
        .octet(' ')
        .utf8(HttpResponseStatus.valueOf(status).reasonPhrase())
        .octets(dateLine, 0, dateLine.length);
    // by name: what Map.of makes has another order in each process
    String[] names = headers.keySet().toArray(NO_NAMES);
    Arrays.sort(names);
    for (String name : names) {
      header(name, headers.getOrDefault(name, ""), out);
    }
    return out;
  }

  /**
   * Appends one header.
   *
   * @throws IllegalArgumentException if name or value is not valid
   */
  public static WireBuffer header(String name, String value, WireBuffer out) {
    HeaderField.requireValid(name, value);
    return out.utf8("\r\n").utf8(name).utf8(": ").utf8(value);
  }

  /** Appends the empty line. */
  public static WireBuffer end(WireBuffer out) {
    return out.utf8("\r\n\r\n");
  }

  private static byte[] dateLine() {
    long second = System.currentTimeMillis() / 1000;
    Date current = date;
    if (current.second != second) {
      current = Date.of(second);
      date = current;
    }
    return current.line;
  }
}
