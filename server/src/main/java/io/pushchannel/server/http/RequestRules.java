package io.pushchannel.server.http;

import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMessageDecoderResult;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.pushchannel.Topic;
import io.pushchannel.check.Excerpt;
import io.pushchannel.server.ServerLimits;
import io.pushchannel.spi.HttpProblemException;

/**
 * Rules for all requests, independent of the path. They reject a request that is malformed, that an
 * intermediary could interpret differently, or that announces a body that is not allowed.
 */
public final class RequestRules {

  /** Limits beyond this would overflow when the length of a line is computed. */
  private static final int MAX_LINE_BYTES = 64 << 20;

  /** {@code &topic=} and a name whose characters are all percent-encoded. */
  private static final int BYTES_PER_TOPIC = 7 + 3 * Topic.MAX_LENGTH;

  private RequestRules() {}

  /** Maximum length of a request line: a request may name all its topics, percent-encoded. */
  public static int lineBytes(ServerLimits limits) {
    long ofTopics = (long) limits.topics() * BYTES_PER_TOPIC;
    return (int) Math.min(limits.headBytes() + ofTopics, MAX_LINE_BYTES);
  }

  /**
   * Refuses a head that is broken, or announces what is not allowed.
   *
   * @throws HttpProblemException 400, 413, 414, 417, 431 or 505
   */
  static void requireGood(HttpRequest head, ServerLimits limits) {
    requireSuccess(head.decoderResult(), limits);
    requireSingleBlanks(head);
    requireKnownVersion(head.protocolVersion());
    requireVisible(head.uri());
    if (SingleHeaders.announceBody(head.headers())) {
      requireKnownCoding(head);
      requireFits(HttpUtil.getContentLength(head, 0L), limits);
      requireKnownExpectation(head);
    }
  }

  /**
   * Refuses chunks or trailers that Netty could not decode.
   *
   * @throws HttpProblemException 400 or 431
   */
  public static void requireWholeChunks(DecoderResult result, ServerLimits limits) {
    if (result.cause() instanceof TooLongHttpHeaderException) {
      throw headersTooLarge(limits);
    } else if (result.isFailure()) {
      throw new HttpProblemException(
          400, "Bad request", "the request must be HTTP/1.1: " + result.cause().getMessage());
    }
  }

  /**
   * Refuses a body that is too large, or is announced to be.
   *
   * @throws HttpProblemException 413
   */
  static void requireFits(long bytes, ServerLimits limits) {
    if (bytes > limits.bodyBytes()) {
      throw new HttpProblemException(
          413,
          "Body too large",
          "a body may have at most "
              + limits.bodyBytes()
              + " bytes (bodyBytes), had at least "
              + bytes);
    }
  }

  /** The refusal of a request that arrives too slowly. */
  public static HttpProblemException late(boolean hasHeaders, ServerLimits limits) {
    return new HttpProblemException(
        408,
        "Request timeout",
        hasHeaders
            ? "the body must arrive at "
                + limits.minBytesPerSecond()
                + " bytes per second on average (minBytesPerSecond), apart from the first "
                + limits.requestTimeout().toMillis()
                + " ms (requestTimeout)"
            : "the headers must arrive within "
                + limits.requestTimeout().toMillis()
                + " ms (requestTimeout)");
  }

  /**
   * Refuses a head that Netty could not decode.
   *
   * @throws HttpProblemException 400, 414 or 431
   */
  private static void requireSuccess(DecoderResult result, ServerLimits limits) {
    if (result.cause() instanceof TooLongHttpLineException) {
      throw new HttpProblemException(
          414,
          "URI too long",
          "a request line may have at most "
              + lineBytes(limits)
              + " bytes (headBytes, and 391 for each of "
              + limits.topics()
              + " topics)");
    }
    requireWholeChunks(result, limits);
    if (result instanceof HttpMessageDecoderResult read && read.headerSize() > limits.headBytes()) {
      throw headersTooLarge(limits);
    }
  }

  private static HttpProblemException headersTooLarge(ServerLimits limits) {
    return new HttpProblemException(
        431,
        "Headers too large",
        "headers may have at most " + limits.headBytes() + " bytes (headBytes)");
  }

  /** Two blanks, or one before the method, are where a line was meant to be another one. */
  private static void requireSingleBlanks(HttpRequest head) {
    int length =
        head.method().name().length()
            + head.uri().length()
            + head.protocolVersion().text().length()
            + 2;
    if (!(head.decoderResult() instanceof HttpMessageDecoderResult result)
        || result.initialLineLength() != length) {
      throw new HttpProblemException(
          400, "Bad request", "a request line must have two spaces, had more");
    }
  }

  /** Rejects other versions: HTTP/1.2 does not exist, and its rules are unknown. */
  private static void requireKnownVersion(HttpVersion version) {
    if (!version.equals(HttpVersion.HTTP_1_1) && !version.equals(HttpVersion.HTTP_1_0)) {
      throw new HttpProblemException(
          505, "Version not supported", "the version must be HTTP/1.1, was " + version);
    }
  }

  /** A target is visible ASCII; anything else is percent-encoded (RFC 3986, section 2). */
  private static void requireVisible(String target) {
    for (int i = 0; i < target.length(); i++) {
      if (target.charAt(i) <= ' ' || target.charAt(i) >= 0x7f) {
        throw new HttpProblemException(
            400, "Bad request", "a target must be visible ASCII, had other characters");
      }
    }
  }

  /** RFC 9110, section 10.1.1: HTTP/1.0 has no expectations, and they do not count there. */
  private static void requireKnownExpectation(HttpRequest head) {
    String expectation = head.headers().get(HttpHeaderNames.EXPECT);
    if (expectation != null
        && head.protocolVersion().equals(HttpVersion.HTTP_1_1)
        && !HttpHeaderValues.CONTINUE.contentEqualsIgnoreCase(expectation)) {
      throw new HttpProblemException(
          417,
          "Expectation failed",
          "Expect must be 100-continue, was " + Excerpt.quoted(expectation));
    }
  }

  /**
   * Rejects transfer codings in HTTP/1.0, which has none; a proxy could see another end of the
   * request.
   */
  private static void requireKnownCoding(HttpRequest head) {
    String coding = head.headers().get(HttpHeaderNames.TRANSFER_ENCODING);
    boolean isChunked = coding == null || HttpHeaderValues.CHUNKED.contentEqualsIgnoreCase(coding);
    if (!isChunked || (coding != null && !head.protocolVersion().equals(HttpVersion.HTTP_1_1))) {
      throw new HttpProblemException(
          400, "Bad request", "Transfer-Encoding must be chunked, in HTTP/1.1, was " + coding);
    }
    if (head.headers().contains(HttpHeaderNames.SEC_WEBSOCKET_KEY1)) {
      // a draft from before RFC 6455: Netty's decoder would take 8 bytes of the next request
      throw new HttpProblemException(
          400, "Bad request", "WebSocket must be of RFC 6455, was of a draft");
    }
  }
}
