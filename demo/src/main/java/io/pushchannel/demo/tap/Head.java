package io.pushchannel.demo.tap;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The start line and headers of a request or response (RFC 9112, section 2.1). Parses only the
 * fields that the tap needs.
 *
 * @param text the bytes from the start line up to and including the empty line
 */
record Head(String text) {

  private static final Pattern CLIENT = Pattern.compile("[?&]client=([0-9]{1,9})(?=[& ])");
  private static final Pattern LENGTH = Pattern.compile("\r\ncontent-length: *([0-9]{1,15})\r\n");

  String firstLine() {
    return text.substring(0, Math.max(0, text.indexOf('\r')));
  }

  String method() {
    String line = firstLine();
    return line.substring(0, Math.max(0, line.indexOf(' ')));
  }

  int status() {
    Matcher status = Pattern.compile("HTTP/1\\.[01] ([0-9]{3})").matcher(firstLine());
    return status.lookingAt() ? Integer.parseInt(status.group(1)) : 0;
  }

  /** Returns the client number in the query of the request; 0 if absent. */
  int client() {
    Matcher client = CLIENT.matcher(firstLine());
    return client.find() ? Integer.parseInt(client.group(1)) : 0;
  }

  long contentLength() {
    Matcher length = LENGTH.matcher(text.toLowerCase(Locale.ROOT));
    return length.find() ? Long.parseLong(length.group(1)) : 0;
  }

  boolean isChunked() {
    return text.toLowerCase(Locale.ROOT).contains("\r\ntransfer-encoding: chunked\r\n");
  }
}
