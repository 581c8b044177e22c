package io.pushchannel.server;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpHeadersFactory;
import io.netty.util.AsciiString;

/**
 * Headers that hold at most one of each that says where a request ends, whom it is for, or what is
 * asked for. Two are broken even if they agree: somebody between may have looked at the other one.
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

  /** Whether there is one that says something of a body: most requests have none. */
  private boolean announceBody;

  private SingleHeaders() {}

  /** Whether {@code headers} may say anything of a body that follows, or of how it is coded. */
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
