package io.pushchannel.proxy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the boundaries of the HTTP/1.1 responses on a connection (RFC 9112, section 6), byte by
 * byte. Does not support responses to {@code HEAD}: it expects their body.
 */
final class ResponseScanner {

  /** The part of a response to which the next byte belongs. */
  enum Place {
    HEAD,
    BODY,
    CHUNK_SIZE,
    CHUNK,
    TRAILER,
    UNTIL_CLOSED,
    UPGRADED
  }

  private static final int MAX_HEAD = 64 << 10;
  private static final Pattern LENGTH = Pattern.compile("(?i)\r\ncontent-length: *(\\d{1,18})");
  private static final Pattern CHUNKED =
      Pattern.compile("(?i)\r\ntransfer-encoding:[^\r]*\\bchunked");

  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private Place place = Place.HEAD;
  private long promised;
  private long left;

  Place place() {
    return place;
  }

  /** Returns the Content-Length of the current response within its body, otherwise 0. */
  long promised() {
    return place == Place.BODY ? promised : 0;
  }

  /** Returns the number of received bytes of the promised body. */
  long come() {
    return promised - left;
  }

  /** Processes the next byte. Returns true if it is the last one of a response. */
  boolean isLast(byte next) {
    return switch (place) {
      case HEAD -> isEndOfHead(next) && beginBody();
      case BODY -> --left == 0 && begin(Place.HEAD);
      case CHUNK -> {
        left--;
        yield left == 0 && !begin(Place.CHUNK_SIZE);
      }
      case CHUNK_SIZE -> {
        if (isEndOfLine(next)) {
          beginChunk();
        }
        yield false;
      }
      case TRAILER ->
          isEndOfLine(next) && (line.size() == 2 || !begin(Place.TRAILER)) && begin(Place.HEAD);
      case UNTIL_CLOSED, UPGRADED -> false;
    };
  }

  private boolean isEndOfHead(byte next) {
    line.write(next);
    if (line.size() > MAX_HEAD) {
      return begin(Place.UNTIL_CLOSED); // not HTTP
    }
    return next == '\n' && line.toString(ISO_8859_1).endsWith("\r\n\r\n");
  }

  private boolean isEndOfLine(byte next) {
    line.write(next);
    return next == '\n';
  }

  /** Selects the kind of body from the headers. Returns true if the response has no body. */
  private boolean beginBody() {
    String head = line.toString(ISO_8859_1);
    Matcher length = LENGTH.matcher(head);
    String status = head.replaceFirst("^HTTP/1\\.\\d ", "");
    if (status.startsWith("101")) {
      return !begin(Place.UPGRADED);
    }
    if (status.matches("(?s)(1\\d\\d|204|304).*")) {
      return begin(Place.HEAD);
    }
    if (CHUNKED.matcher(head).find()) {
      return !begin(Place.CHUNK_SIZE);
    }
    if (!length.find()) {
      return !begin(Place.UNTIL_CLOSED);
    }
    promised = Long.parseLong(length.group(1));
    left = promised;
    return promised == 0 ? begin(Place.HEAD) : !begin(Place.BODY);
  }

  private void beginChunk() {
    String size = line.toString(ISO_8859_1).replaceFirst("(?s)[;\r].*", "").strip();
    left = Long.parseLong(size.toLowerCase(Locale.ROOT), 16);
    if (left == 0) {
      begin(Place.TRAILER);
    } else {
      left += 2; // the line end of the chunk
      begin(Place.CHUNK);
    }
  }

  /** Changes the place. Always returns true, so that it can be used in a condition. */
  private boolean begin(Place next) {
    place = next;
    line.reset();
    return true;
  }
}
