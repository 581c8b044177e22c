package io.pushchannel.server.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.pushchannel.server.ServerLimits;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Netty's decoder of requests, made strict: a request whose length can be understood in two ways is
 * broken (RFC 9112, section 6.3), because somebody between may understand it in the other.
 */
public final class RequestDecoder extends HttpRequestDecoder {

  /** Takes the place of a request line that is too long, so that its headers can be read. */
  private static final byte[] ANY_LINE = "GET / HTTP/1.1\r\n".getBytes(StandardCharsets.US_ASCII);

  private static final byte[] NO_HEADERS =
      "GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

  private static final int CRLF = 2;
  private static final byte DELETE = 0x7f;

  /** The longest request line whose headers are still read, in times of the limit. */
  private static final int MAX_SKIPPED = 16;

  private final RepeatedRequest repeated = new RepeatedRequest();
  private final int lineBytes;

  private boolean begun;

  /** The request that is arriving, with the headers read so far; null until its line is read. */
  private @Nullable HttpMessage current;

  /** Number of bytes skipped of a request line that is too long; 0 if it is not. */
  private int skipped;

  private boolean isSkipping;

  /** True if bytes other than line ends precede the request line. */
  private boolean startsBroken;

  public RequestDecoder(ServerLimits limits) {
    super(
        new HttpDecoderConfig()
            .setMaxInitialLineLength(
                RequestRules.lineBytes(limits) + 2 * CRLF) // never reached, see skipLine
            .setMaxHeaderSize(limits.headBytes() * 2) // the limit is applied by RequestRules
            .setStrictLineParsing(true)
            .setHeadersFactory(SingleHeaders.FACTORY)
            .setAllowDuplicateContentLengths(false));
    lineBytes = RequestRules.lineBytes(limits);
  }

  /** Returns true if a request is incomplete. */
  public boolean hasBegun() {
    return begun;
  }

  /** The {@code Origin} of the request that is arriving, if it and another line have arrived. */
  public @Nullable String origin() {
    return current == null ? null : current.headers().get(HttpHeaderNames.ORIGIN);
  }

  /** Stores {@code request} as the last decoded one. */
  public void completed(Request request) {
    current = null; // an idle connection keeps no headers
    repeated.completed(request);
  }

  /** If {@code request} comes again, it is given again, and not decoded. */
  public void expectAgain(Request request) {
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
      current = null;
      skipped = 0;
      startsBroken = false;
    }
    begun = true;
    if (current == null && skipLine(ctx, buffer, out)) {
      return;
    }
    int start = buffer.readerIndex();
    super.decode(ctx, buffer, out);
    requireGoodLine(out);
    begun = out.isEmpty() || !(out.get(out.size() - 1) instanceof LastHttpContent);
    if (begins && !begun) {
      repeated.cameWhole(buffer, start);
    }
  }

  /**
   * Skips a request line that is too long without keeping it. The headers that follow show if the
   * page that sent it may read the error.
   *
   * @return true if the line continues
   */
  private boolean skipLine(ChannelHandlerContext ctx, ByteBuf buffer, List<Object> out)
      throws Exception {
    int most = lineBytes + CRLF;
    if (!isSkipping) {
      skipControlCharacters(buffer);
    }
    if (!isSkipping
        && (buffer.readableBytes() < most || buffer.bytesBefore(most, (byte) '\n') >= 0)) {
      return false;
    }
    int end = buffer.bytesBefore((byte) '\n');
    int length = end < 0 ? buffer.readableBytes() : end + 1;
    buffer.skipBytes(length);
    skipped += length;
    isSkipping = end < 0 && skipped <= (long) lineBytes * MAX_SKIPPED;
    if (isSkipping) {
      return true;
    }
    super.decode(ctx, Unpooled.wrappedBuffer(end < 0 ? NO_HEADERS : ANY_LINE), out);
    return false;
  }

  /**
   * Netty skips them as well, but only as they arrive, and they must not count for the line. Empty
   * lines are allowed before a request (RFC 9112, section 2.2), and nothing else.
   */
  private void skipControlCharacters(ByteBuf buffer) {
    int first = buffer.forEachByte(RequestDecoder::isControl);
    int length = first < 0 ? buffer.readableBytes() : first - buffer.readerIndex();
    startsBroken |=
        buffer.forEachByte(buffer.readerIndex(), length, RequestDecoder::isOfLineEnd) >= 0;
    buffer.skipBytes(length);
  }

  private static boolean isOfLineEnd(byte octet) {
    return octet == '\r' || octet == '\n';
  }

  /** Control characters and blanks of ASCII; bytes from 0x80 on are negative. */
  private static boolean isControl(byte octet) {
    return (octet >= 0 && octet <= ' ') || octet == DELETE;
  }

  private void requireGoodLine(List<Object> out) {
    if (out.isEmpty() || !(out.get(0) instanceof HttpMessage message)) {
      return;
    }
    if (startsBroken) {
      message.setDecoderResult(
          DecoderResult.failure(
              new IllegalArgumentException("control characters before the method")));
    } else if (skipped > 0) {
      message.setDecoderResult(DecoderResult.failure(new TooLongHttpLineException()));
    }
  }

  /** Netty takes a version in lower case for the one in capitals (RFC 9112, section 2.3). */
  @Override
  protected HttpMessage createMessage(String[] initialLine) throws Exception {
    if (!initialLine[2].startsWith("HTTP/")) {
      throw new IllegalArgumentException("invalid version: " + initialLine[2]);
    }
    HttpMessage message = super.createMessage(initialLine);
    current = message;
    return message;
  }

  @Override
  protected void handleTransferEncodingChunkedWithContentLength(HttpMessage message) {
    message.setDecoderResult(
        DecoderResult.failure(
            new IllegalArgumentException(
                HttpHeaderNames.CONTENT_LENGTH
                    + " and "
                    + HttpHeaderNames.TRANSFER_ENCODING
                    + " exclude each other")));
  }
}
