package io.pushchannel.server;

import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpRequestDecoder;

/**
 * Netty's decoder of requests, made strict: a request whose length can be understood in two ways is
 * broken (RFC 9112, section 6.3), because somebody between may understand it in the other.
 */
final class RequestDecoder extends HttpRequestDecoder {

  RequestDecoder(ServerLimits limits) {
    super(
        new HttpDecoderConfig()
            .setMaxInitialLineLength(limits.headBytes())
            .setMaxHeaderSize(limits.headBytes())
            .setStrictLineParsing(true)
            .setHeadersFactory(SingleHeaders.FACTORY)
            .setAllowDuplicateContentLengths(false));
  }

  @Override
  protected void handleTransferEncodingChunkedWithContentLength(HttpMessage message) {
    message.setDecoderResult(
        DecoderResult.failure(
            new IllegalArgumentException(
                "expected "
                    + HttpHeaderNames.CONTENT_LENGTH
                    + " or "
                    + HttpHeaderNames.TRANSFER_ENCODING
                    + ", got both")));
  }
}
