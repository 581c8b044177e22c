package io.pushchannel.benchmarks.load;

import java.io.IOException;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Parses the status line and headers of a stream and passes the body to another parser. */
final class HeadParser implements Parser {

  private static final byte[] END = Bytes.of("\r\n\r\n");

  private final int status;
  private final Function<String, Parser> body;
  private @Nullable Parser inBody;

  /**
   * Creates a parser for a response with this status.
   *
   * @param body creates the parser of the body from the status line and headers in lower case
   */
  HeadParser(int status, Function<String, Parser> body) {
    this.status = status;
    this.body = body;
  }

  @Override
  public int parse(byte[] bytes, int from, int to, ParserListener listener) throws IOException {
    if (inBody != null) {
      return inBody.parse(bytes, from, to, listener);
    }
    int end = Bytes.find(bytes, from, to, END);
    if (end < 0) {
      return from;
    }
    String head = Bytes.text(bytes, from, end);
    if (!head.startsWith("HTTP/1.1 " + status) && !head.startsWith("HTTP/1.0 " + status)) {
      throw new IOException("response status must be " + status + ", was " + head);
    }
    inBody = body.apply(head.toLowerCase(Locale.ROOT));
    listener.opened();
    return inBody.parse(bytes, end + END.length, to, listener);
  }
}
