package io.pushchannel.proxy;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Splits the bytes of one direction of a connection into HTTP/1.1 messages (RFC 9112). Each call of
 * {@link #scan} describes the next range of bytes, so bodies are not copied. Does not support
 * responses to {@code HEAD}: it expects their body.
 */
public final class HttpScanner {

  /** The part of a message to which a range of bytes belongs. */
  public enum Part {
    /** The start line and the headers, up to and including the empty line. */
    HEADERS,
    /** The body, or the data of one chunk. */
    BODY,
    /** The line with the size of a chunk. */
    CHUNK_SIZE,
    /** The line end after the data of a chunk. */
    CHUNK_END,
    /** The lines after the last chunk, up to and including the empty line. */
    TRAILERS,
    /** Bytes after an upgrade (101), or bytes that are not HTTP. */
    OPAQUE
  }

  private static final int MAX_LINES = 64 << 10;
  private static final int MAX_SIZE_DIGITS = 9;
  private static final int SWITCHING_PROTOCOLS = 101;
  private static final byte[] NOTHING = {};

  private final MessageHeaders headers;

  /** The beginning of a line that has not ended yet. */
  private byte[] line = NOTHING;

  private int lineLength;

  /** The size of the lines of the current part so far. */
  private int size;

  private Part part = Part.HEADERS;
  private Part next = Part.HEADERS;
  private boolean partEnd;
  private boolean messageEnd = true;
  private long received;

  /** Remaining bytes of the body or chunk; -1 until the connection is closed. */
  private long left;

  private HttpScanner(boolean requests) {
    this.headers = new MessageHeaders(requests);
  }

  /** Creates a scanner for the requests of a client. */
  public static HttpScanner requests() {
    return new HttpScanner(true);
  }

  /** Creates a scanner for the responses of a server. */
  public static HttpScanner responses() {
    return new HttpScanner(false);
  }

  /**
   * Scans up to the end of a part, or all bytes if the part does not end in them. Afterwards the
   * other methods describe the scanned range and its message.
   *
   * @param from the index of the first byte; there must be at least one
   * @return the index after the last scanned byte
   */
  public int scan(byte[] bytes, int from, int to) {
    if (messageEnd) {
      messageEnd = false;
      received = 0;
      headers.begin();
    }
    part = next;
    partEnd = false;
    return switch (part) {
      case HEADERS, CHUNK_SIZE, CHUNK_END, TRAILERS -> scanLines(bytes, from, to);
      case BODY -> scanBody(from, to);
      case OPAQUE -> to;
    };
  }

  /** Scans bytes of a buffer with an array, and moves its position after them. */
  void scan(ByteBuffer bytes) {
    int offset = bytes.arrayOffset();
    int end = scan(bytes.array(), offset + bytes.position(), offset + bytes.limit());
    bytes.position(end - offset);
  }

  /** Returns the part of the scanned range. */
  public Part part() {
    return part;
  }

  /** Returns true if the scanned range is the end of its part. */
  public boolean isPartEnd() {
    return partEnd;
  }

  /** Returns true if the scanned range is the end of its message. */
  public boolean isMessageEnd() {
    return messageEnd;
  }

  /** Returns true after a response with status 101. All later bytes are opaque. */
  public boolean isUpgraded() {
    return next == Part.OPAQUE && headers.status() == SWITCHING_PROTOCOLS;
  }

  /** Returns true after the headers of a message whose body is sent in chunks. */
  public boolean isChunked() {
    return headers.isChunked();
  }

  /** Returns the status of the response; 0 for a request or an invalid status line. */
  public int status() {
    return headers.status();
  }

  /** Returns the length of the body, 0 without a body; -1 if the headers do not determine it. */
  public long contentLength() {
    return headers.contentLength();
  }

  /** Returns the number of scanned bytes of the body. */
  long received() {
    return received;
  }

  private int scanBody(int from, int to) {
    int end = left < 0 || left > to - from ? to : from + (int) left;
    received += end - from;
    if (left >= 0) {
      left -= end - from;
      if (left == 0) {
        endPart(headers.isChunked() ? Part.CHUNK_END : Part.HEADERS);
      }
    }
    return end;
  }

  private int scanLines(byte[] bytes, int from, int to) {
    int at = from;
    while (at < to && !partEnd && part == next) {
      int end = at;
      while (end < to && bytes[end] != '\n') {
        end++;
      }
      size += end - at;
      if (end == to) {
        keep(bytes, at, end);
      } else if (lineLength == 0) {
        endLine(bytes, at, end);
      } else {
        keep(bytes, at, end);
        endKeptLine();
      }
      at = Math.min(to, end + 1);
      if (size > MAX_LINES) {
        next = Part.OPAQUE;
      }
    }
    return at;
  }

  private void endKeptLine() {
    int length = lineLength;
    lineLength = 0;
    endLine(line, 0, length);
  }

  private void keep(byte[] bytes, int from, int to) {
    int length = lineLength + to - from;
    if (length > line.length) {
      line = Arrays.copyOf(line, Math.max(length, 2 * line.length));
    }
    System.arraycopy(bytes, from, line, lineLength, to - from);
    lineLength = length;
  }

  /** Processes a line without its LF. */
  private void endLine(byte[] bytes, int from, int end) {
    int to = end > from && bytes[end - 1] == '\r' ? end - 1 : end;
    switch (part) {
      case CHUNK_SIZE -> beginChunk(bytes, from, to);
      case CHUNK_END -> endPart(Part.CHUNK_SIZE);
      case TRAILERS -> {
        if (from == to) {
          endPart(Part.HEADERS);
        }
      }
      default -> {
        if (headers.endsWith(bytes, from, to)) {
          beginBody();
        }
      }
    }
  }

  /** Selects the kind of body (RFC 9112, section 6.3). */
  private void beginBody() {
    left = headers.contentLength();
    if (headers.status() == SWITCHING_PROTOCOLS) {
      endPart(Part.OPAQUE);
    } else if (headers.isChunked()) {
      endPart(Part.CHUNK_SIZE);
    } else {
      endPart(left == 0 ? Part.HEADERS : Part.BODY);
    }
  }

  private void beginChunk(byte[] bytes, int from, int to) {
    left = 0;
    int at = from;
    for (; at < to && at - from < MAX_SIZE_DIGITS && digit(bytes[at]) >= 0; at++) {
      left = left * 16 + digit(bytes[at]);
    }
    if (at == from || (at < to && digit(bytes[at]) >= 0)) {
      endPart(Part.OPAQUE);
    } else {
      endPart(left == 0 ? Part.TRAILERS : Part.BODY);
    }
  }

  /** Ends the part, and also the message if the next part is another message's headers. */
  private void endPart(Part newNext) {
    partEnd = true;
    messageEnd = newNext == Part.HEADERS;
    next = newNext;
    size = 0;
  }

  private static int digit(byte character) {
    return Character.digit(character, 16);
  }
}
