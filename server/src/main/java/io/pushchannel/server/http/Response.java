package io.pushchannel.server.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.pushchannel.spi.HttpProblemException;
import io.pushchannel.wire.WireBuffer;
import java.util.LinkedHashMap;
import java.util.Map;

/** Puts a whole answer together: a head, how long the body is, and the body. */
public final class Response {

  /** Larger bodies are copied when they are sent, and not before. */
  private static final int SMALL = 1 << 13;

  private Response() {}

  /**
   * Completes the headers in {@code head} and appends the body. The length is sent even without the
   * body, for HEAD (RFC 9110, section 9.3.2). The content of {@code head} is copied, so that it can
   * be reused; a small response is copied directly to the buffer that the kernel reads.
   */
  public static ByteBuf finish(
      int status, byte[] body, boolean hasBody, WireBuffer head, ByteBufAllocator memory) {
    boolean isBodiless = status == 204 || status == 304;
    if (!isBodiless) {
      head.utf8("\r\nContent-Length: ").decimal(body.length);
    }
    ResponseHead.end(head);
    int length = hasBody && !isBodiless ? body.length : 0;
    return length > SMALL
        ? Unpooled.wrappedBuffer(head.toByteArray(), body)
        : memory
            .directBuffer(head.size() + length)
            .writeBytes(head.array(), 0, head.size())
            .writeBytes(body, 0, length);
  }

  /**
   * The answer to what could not be read as a request; the last one on its connection.
   *
   * @param allowed further headers, for pages of other origins
   */
  public static ByteBuf unread(HttpProblemException refusal, Map<String, String> allowed) {
    WireBuffer response =
        ResponseHead.begin(refusal.status(), problemHeaders(refusal), new WireBuffer());
    allowed.forEach((name, value) -> ResponseHead.header(name, value, response));
    ResponseHead.header("Connection", "close", response);
    return finish(
        refusal.status(), refusal.body(), true, response, UnpooledByteBufAllocator.DEFAULT);
  }

  /** The headers of an error's answer (RFC 9457, section 3). */
  public static Map<String, String> problemHeaders(HttpProblemException refusal) {
    Map<String, String> headers = new LinkedHashMap<>(refusal.headers());
    headers.put("Content-Type", "application/problem+json");
    headers.put("Cache-Control", "no-store");
    return headers;
  }
}
