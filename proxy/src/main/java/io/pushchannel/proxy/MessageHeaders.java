package io.pushchannel.proxy;

import static java.nio.charset.StandardCharsets.US_ASCII;

/** The fields of a message's start line and headers that determine the length of its body. */
final class MessageHeaders {

  private static final int MAX_DIGITS = 18;
  private static final int STATUS_OFFSET = "HTTP/1.1 ".length();
  private static final byte[] CONTENT_LENGTH = "content-length:".getBytes(US_ASCII);
  private static final byte[] TRANSFER_ENCODING = "transfer-encoding:".getBytes(US_ASCII);
  private static final byte[] CHUNKED = "chunked".getBytes(US_ASCII);

  private final boolean request;
  private boolean started;
  private boolean chunked;
  private int status;
  private long contentLength;

  MessageHeaders(boolean request) {
    this.request = request;
  }

  /** Begins another message. */
  void begin() {
    started = false;
    chunked = false;
    status = 0;
    contentLength = -1;
  }

  /** Returns the status of a response; 0 for a request or an invalid status line. */
  int status() {
    return status;
  }

  boolean isChunked() {
    return chunked;
  }

  /** Returns the length of the body, 0 without a body; -1 if the headers do not determine it. */
  long contentLength() {
    return contentLength;
  }

  /**
   * Adds a line. Empty lines before the start line are ignored (RFC 9112, section 2.2).
   *
   * @return true if the line is empty and ends the headers
   */
  boolean endsWith(byte[] bytes, int from, int to) {
    if (from == to) {
      if (started) {
        end();
      }
      return started;
    }
    if (started) {
      add(bytes, from, to);
    } else {
      started = true;
      status = request ? 0 : (int) Math.max(0, number(bytes, from + STATUS_OFFSET, to));
    }
    return false;
  }

  private void add(byte[] bytes, int from, int to) {
    if (startsWith(bytes, from, to, CONTENT_LENGTH)) {
      contentLength = number(bytes, from + CONTENT_LENGTH.length, to);
    } else if (startsWith(bytes, from, to, TRANSFER_ENCODING)) {
      for (int at = from; at < to && !chunked; at++) {
        chunked = startsWith(bytes, at, to, CHUNKED);
      }
    }
  }

  private void end() {
    boolean bodiless = status / 100 == 1 || status == 204 || status == 304;
    if (bodiless || (request && !chunked && contentLength < 0)) {
      chunked = false;
      contentLength = 0;
    } else if (chunked) {
      contentLength = -1;
    }
  }

  private static boolean startsWith(byte[] bytes, int from, int to, byte[] lowerCase) {
    if (to - from < lowerCase.length) {
      return false;
    }
    for (int i = 0; i < lowerCase.length; i++) {
      if ((bytes[from + i] | 0x20) != lowerCase[i]) {
        return false;
      }
    }
    return true;
  }

  /** Parses a decimal number after optional spaces. Returns -1 if there is none. */
  private static long number(byte[] bytes, int from, int to) {
    int start = from;
    while (start < to && bytes[start] == ' ') {
      start++;
    }
    long number = 0;
    int at = start;
    for (; at < to && at - start < MAX_DIGITS && bytes[at] >= '0' && bytes[at] <= '9'; at++) {
      number = number * 10 + bytes[at] - '0';
    }
    return at == start ? -1 : number;
  }
}
