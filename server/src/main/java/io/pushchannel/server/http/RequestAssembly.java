package io.pushchannel.server.http;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.pushchannel.server.ServerLimits;
import io.pushchannel.server.loop.MemoryBudget;
import io.pushchannel.spi.HttpProblemException;
import java.util.Arrays;
import java.util.Map;

/** A request whose body is still arriving, within the limits. */
public final class RequestAssembly {

  private static final byte[] NOTHING = {};

  private final HttpRequest head;
  private final ServerLimits limits;
  private final MemoryBudget held;
  private byte[] body = NOTHING;
  private int size;

  /**
   * Starts a request whose headers are complete.
   *
   * @throws HttpProblemException if the headers are malformed, or announce a body that is not
   *     allowed
   */
  public RequestAssembly(HttpRequest head, ServerLimits limits, MemoryBudget held) {
    RequestRules.requireGood(head, limits);
    this.head = head;
    this.limits = limits;
    this.held = held;
  }

  public boolean expectsContinue() {
    return SingleHeaders.announceBody(head.headers()) && HttpUtil.is100ContinueExpected(head);
  }

  /**
   * Adds a piece of the body.
   *
   * @throws HttpProblemException 413 if that makes it too large; 503 if all bodies together are
   */
  public void add(ByteBuf content) {
    int more = content.readableBytes();
    if (more > 0) {
      RequestRules.requireFits((long) size + more, limits);
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
      throw new HttpProblemException(
          503,
          "Too many bodies",
          "the server holds as many bytes of bodies as it accepts (heldBytes); retry later",
          Map.of("Retry-After", "1"));
    }
    body = Arrays.copyOf(body, length);
  }

  /** It is whole, or will never be: its bytes are counted no more. */
  public void end() {
    held.giveBack(body.length);
  }

  public Request complete() {
    return new Request(head, body.length == size ? body : Arrays.copyOf(body, size));
  }
}
