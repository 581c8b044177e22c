package io.pushchannel.server;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.pushchannel.spi.Refusal;
import java.util.Arrays;

/** A request whose body is still arriving, within the limits. */
final class RequestAssembly {

  private static final byte[] NOTHING = {};

  private final HttpRequest head;
  private final ServerLimits limits;
  private byte[] body = NOTHING;

  /**
   * A request whose head is there.
   *
   * @throws Refusal if the head is broken, or announces what is not allowed
   */
  RequestAssembly(HttpRequest head, ServerLimits limits) {
    requireSuccess(head.decoderResult(), limits);
    this.head = head;
    this.limits = limits;
    String coding = head.headers().get(HttpHeaderNames.TRANSFER_ENCODING);
    if (coding != null && !HttpHeaderValues.CHUNKED.contentEqualsIgnoreCase(coding)) {
      throw new Refusal(400, "Bad request", "expected the transfer coding chunked, got " + coding);
    }
    requireFits(HttpUtil.getContentLength(head, 0L));
  }

  boolean expectsContinue() {
    return HttpUtil.is100ContinueExpected(head);
  }

  /**
   * Adds a piece of the body.
   *
   * @throws Refusal 413 if that makes it too large
   */
  void add(ByteBuf content) {
    int size = content.readableBytes();
    if (size > 0) {
      requireFits((long) body.length + size);
      int before = body.length;
      body = Arrays.copyOf(body, before + size);
      content.readBytes(body, before, size);
    }
  }

  Request complete() {
    return new Request(head, body);
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

  private void requireFits(long size) {
    if (size > limits.bodyBytes()) {
      throw new Refusal(
          413,
          "Body too large",
          "expected at most " + limits.bodyBytes() + " bytes, got at least " + size);
    }
  }
}
