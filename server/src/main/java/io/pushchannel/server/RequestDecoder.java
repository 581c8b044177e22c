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

  private final RepeatedRequest repeated = new RepeatedRequest();

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

  /** What was decoded last is {@code request}. */
  void completed(Request request) {
    repeated.completed(request);
  }

  /** If {@code request} comes again, it is given again, and not decoded. */
  void expectAgain(Request request) {
    repeated.expect(request);
  }

  /** Gives what Netty's decoder does, or a whole {@link Request} that has come again. */
  @Override
  protected void decode(ChannelHandlerContext ctx, ByteBuf buffer, List<Object> out)
      throws Exception {
    Request again = begun ? null : repeated.takeFrom(buffer);
    if (again != null) {
      out.add(again);
      return;
    }
    boolean begins = !begun;
    if (begins) {
      repeated.begins();
    }
    int start = buffer.readerIndex();
    super.decode(ctx, buffer, out);
    begun = out.isEmpty() || !(out.get(out.size() - 1) instanceof LastHttpContent);
    if (begins && !begun) {
      repeated.cameWhole(buffer, start);
    }
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
