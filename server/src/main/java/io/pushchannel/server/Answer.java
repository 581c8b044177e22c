package io.pushchannel.server;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.pushchannel.spi.Refusal;
import io.pushchannel.spi.WireBuffer;
import java.util.LinkedHashMap;
import java.util.Map;

/** Puts a whole answer together: a head, how long the body is, and the body. */
final class Answer {

  private Answer() {}

  /**
   * Ends the head that {@code response} holds and appends the body. Its length is told even where
   * it is not sent: to HEAD (RFC 9110, section 9.3.2).
   */
  static ByteBuf finish(int status, byte[] body, boolean hasBody, WireBuffer response) {
    boolean isBodiless = status == 204 || status == 304;
    if (!isBodiless) {
      response.utf8("\r\nContent-Length: ").decimal(body.length);
    }
    ResponseHead.end(response).octets(body, 0, hasBody && !isBodiless ? body.length : 0);
    return Unpooled.wrappedBuffer(response.array(), 0, response.size());
  }

  /** The answer to what could not be read as a request; the last one on its connection. */
  static ByteBuf unread(Refusal refusal) {
    WireBuffer response =
        ResponseHead.begin(refusal.status(), problemHeaders(refusal), new WireBuffer());
    ResponseHead.header("Connection", "close", response);
    return finish(refusal.status(), refusal.body(), true, response);
  }

  /** The headers of an error's answer (RFC 9457, section 3). */
  static Map<String, String> problemHeaders(Refusal refusal) {
    Map<String, String> headers = new LinkedHashMap<>(refusal.headers());
    headers.put("Content-Type", "application/problem+json");
    headers.put("Cache-Control", "no-store");
    return headers;
  }
}
