package io.pushchannel.server.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import org.jspecify.annotations.Nullable;

/**
 * Recognizes a request that comes again byte for byte, so that it need not be decoded, checked and
 * read again: one who polls sends the same until there is something new. Only a request that is
 * expected again is kept, and only the last one of a connection.
 */
final class RepeatedRequest {

  /** Maximum size of a request that is kept for a connection, which may be idle. */
  private static final int MAX_BYTES = 2048;

  private boolean polls;
  private @Nullable Request last;
  private ByteBuf lastBytes = Unpooled.EMPTY_BUFFER;
  private @Nullable Request expected;
  private ByteBuf expectedBytes = Unpooled.EMPTY_BUFFER;

  /** Takes the expected request from {@code buffer} if that is what comes next; null if not. */
  @Nullable Request takeFrom(ByteBuf buffer) {
    int length = expectedBytes.readableBytes();
    if (expected == null
        || buffer.readableBytes() < length
        || !ByteBufUtil.equals(expectedBytes, 0, buffer, buffer.readerIndex(), length)) {
      return null;
    }
    buffer.skipBytes(length);
    return expected;
  }

  /** Another has begun to come; so far it is not known which. */
  void begins() {
    last = null;
    lastBytes = Unpooled.EMPTY_BUFFER;
  }

  /** It came in one piece, and without a body: from {@code start} to the place of the reader. */
  void cameWhole(ByteBuf buffer, int start) {
    int length = buffer.readerIndex() - start;
    if (polls && length <= MAX_BYTES) {
      byte[] copy = new byte[length];
      buffer.getBytes(start, copy);
      lastBytes = Unpooled.wrappedBuffer(copy);
    }
  }

  /** It is {@code request}. */
  public void completed(Request request) {
    last = request;
  }

  /** Keeps {@code request} for when it comes again, if no other has begun to come since. */
  void expect(Request request) {
    polls = true;
    if (request == last && lastBytes.isReadable()) {
      expected = request;
      expectedBytes = lastBytes;
    }
  }
}
