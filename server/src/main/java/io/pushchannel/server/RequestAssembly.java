package io.pushchannel.server;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.pushchannel.spi.Refusal;
import java.util.Arrays;
import java.util.Map;

/** A request whose body is still arriving, within the limits. */
final class RequestAssembly {

  private static final byte[] NOTHING = {};

  private final HttpRequest head;
  private final ServerLimits limits;
  private final HeldBytes held;
  private byte[] body = NOTHING;
  private int size;

  /**
   * A request whose head is there.
   *
   * @throws Refusal if the head is broken, or announces what is not allowed
   */
  RequestAssembly(HttpRequest head, ServerLimits limits, HeldBytes held) {
    requireSuccess(head.decoderResult(), limits);
    this.head = head;
    this.limits = limits;
    this.held = held;
    requireKnownVersion(head.protocolVersion());
    requireKnownCoding(head);
    requireFits(HttpUtil.getContentLength(head, 0L));
  }

  boolean expectsContinue() {
    return HttpUtil.is100ContinueExpected(head);
  }

  /**
   * Adds a piece of the body.
   *
   * @throws Refusal 413 if that makes it too large; 503 if all bodies together are
   */
  void add(ByteBuf content) {
    int more = content.readableBytes();
    if (more > 0) {
      requireFits((long) size + more);
      if (body.length - size < more) {
        // twice as much each time, or a body of tiny chunks would be copied for each of them
        grow(Math.max(size + more, Math.min(size * 2, limits.bodyBytes())));
      }
      content.readBytes(body, size, more);
      size += more;
    }
  }

  private void grow(int length) {
    if (!held.take(length - body.length)) {
      throw new Refusal(
          503,
          "Too many bodies",
          "expected fewer bytes to arrive at once; try later",
          Map.of("Retry-After", "1"));
    }
    body = Arrays.copyOf(body, length);
  }

  /** It is whole, or will never be: its bytes are counted no more. */
  void end() {
    held.giveBack(body.length);
  }

  Request complete() {
    return new Request(head, body.length == size ? body : Arrays.copyOf(body, size));
  }

  /**
   * Refuses what Netty could not decode.
   *
   * @throws Refusal 400, 414 or 431
   */
  static void requireSuccess(DecoderResult result, ServerLimits limits) {
    if (result.isSuccess()) {
      return;
    }
    Throwable cause = result.cause();
    if (cause instanceof TooLongHttpLineException) {
      throw new Refusal(
          414, "URI too long", "expected a line of at most " + limits.headBytes() + " bytes");
    }
    if (cause instanceof TooLongHttpHeaderException) {
      throw new Refusal(
          431, "Headers too large", "expected at most " + limits.headBytes() + " bytes of headers");
    }
    throw new Refusal(400, "Bad request", "expected HTTP/1.1, got " + cause.getMessage());
  }

  private static void requireKnownVersion(HttpVersion version) {
    if (version.majorVersion() != 1) {
      throw new Refusal(505, "Version not supported", "expected HTTP/1.1, got " + version);
    }
  }

  /** HTTP/1.0 knows no transfer codings, and a proxy that speaks it may see another end. */
  private static void requireKnownCoding(HttpRequest head) {
    String coding = head.headers().get(HttpHeaderNames.TRANSFER_ENCODING);
    boolean isChunked = coding == null || HttpHeaderValues.CHUNKED.contentEqualsIgnoreCase(coding);
    if (!isChunked || (coding != null && !head.protocolVersion().equals(HttpVersion.HTTP_1_1))) {
      throw new Refusal(
          400, "Bad request", "expected the transfer coding chunked in HTTP/1.1, got " + coding);
    }
    if (head.headers().contains(HttpHeaderNames.SEC_WEBSOCKET_KEY1)) {
      // a draft from before RFC 6455: Netty's decoder would take 8 bytes of the next request
      throw new Refusal(400, "Bad request", "expected WebSocket of RFC 6455, got a draft of it");
    }
  }

  private void requireFits(long bytes) {
    if (bytes > limits.bodyBytes()) {
      throw new Refusal(
          413,
          "Body too large",
          "expected at most " + limits.bodyBytes() + " bytes, got at least " + bytes);
    }
  }
}
