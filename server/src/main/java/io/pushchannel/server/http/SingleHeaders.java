package io.pushchannel.server.http;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpHeadersFactory;
import io.netty.util.AsciiString;

/**
 * Headers with at most one value for each field that determines the end, the host or the target of
 * a request. Two values are invalid even if they are equal, because an intermediary may have used
 * the other one.
 */
final class SingleHeaders extends DefaultHttpHeaders {

  private static final AsciiString LAST_EVENT_ID = AsciiString.cached("last-event-id");
  private static final AsciiString IDEMPOTENCY_KEY = AsciiString.cached("idempotency-key");

  /** Makes them for the decoder. */
  static final HttpHeadersFactory FACTORY =
      new HttpHeadersFactory() {
        @Override
        public HttpHeaders newHeaders() {
          return new SingleHeaders();
        }

        @Override
        public HttpHeaders newEmptyHeaders() {
          return new SingleHeaders();
        }
      };

  /** Returns true if a field describes a body; most requests have none. */
  private boolean announceBody;

  private SingleHeaders() {}

  /** Returns true if {@code headers} may describe a body or its coding. */
  static boolean announceBody(HttpHeaders headers) {
    return !(headers instanceof SingleHeaders known) || known.announceBody;
  }

  @Override
  public HttpHeaders add(CharSequence name, Object value) {
    if (mustBeSingle(name) && contains(name)) {
      throw new IllegalArgumentException("more than one header " + name);
    }
    announceBody |= isOfBody(name);
    return super.add(name, value);
  }

  private static boolean isOfBody(CharSequence name) {
    return is(name, HttpHeaderNames.CONTENT_LENGTH)
        || is(name, HttpHeaderNames.TRANSFER_ENCODING)
        || is(name, HttpHeaderNames.EXPECT)
        || is(name, HttpHeaderNames.SEC_WEBSOCKET_KEY1);
  }

  private static boolean mustBeSingle(CharSequence name) {
    return is(name, HttpHeaderNames.HOST)
        || is(name, HttpHeaderNames.CONTENT_LENGTH)
        || is(name, HttpHeaderNames.TRANSFER_ENCODING)
        || is(name, HttpHeaderNames.ORIGIN)
        || is(name, HttpHeaderNames.EXPECT)
        || is(name, LAST_EVENT_ID)
        || is(name, IDEMPOTENCY_KEY);
  }

  /** The lengths differ nearly always, so this costs next to nothing. */
  private static boolean is(CharSequence name, AsciiString expected) {
    return name.length() == expected.length() && expected.contentEqualsIgnoreCase(name);
  }
}
