package io.pushchannel.server;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.List;

/**
 * Netty's decoder of requests, made strict: a request whose length can be understood in two ways is
 * broken (RFC 9112, section 6.3), because somebody between may understand it in the other.
 */
final class RequestDecoder extends HttpRequestDecoder {

  private boolean begun;

  RequestDecoder(ServerLimits limits) {
    super(
        new HttpDecoderConfig()
            .setMaxInitialLineLength(limits.headBytes())
            .setMaxHeaderSize(limits.headBytes())
            .setStrictLineParsing(true)
            .setHeadersFactory(SingleHeaders.FACTORY)
            .setAllowDuplicateContentLengths(false));
  }

  /** Whether some of a request has come, but not all. */
  boolean hasBegun() {
    return begun;
  }

  @Override
  protected void decode(ChannelHandlerContext ctx, ByteBuf buffer, List<Object> out)
      throws Exception {
    super.decode(ctx, buffer, out);
    begun = out.isEmpty() || !(out.get(out.size() - 1) instanceof LastHttpContent);
  }

  /** Netty takes a version in lower case for the one in capitals (RFC 9112, section 2.3). */
  @Override
  protected HttpMessage createMessage(String[] initialLine) throws Exception {
    if (!initialLine[2].startsWith("HTTP/")) {
      throw new IllegalArgumentException("invalid version: " + initialLine[2]);
    }
    return super.createMessage(initialLine);
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
