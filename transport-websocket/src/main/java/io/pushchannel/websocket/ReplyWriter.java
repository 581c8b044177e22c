package io.pushchannel.websocket;

import io.pushchannel.PublishResult;
import io.pushchannel.spi.HttpProblemException;
import io.pushchannel.spi.PushStream;
import io.pushchannel.wire.WireBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Sends the replies to the frames of one client. It has no queue: a client that does not read its
 * replies is not read from either, which {@link io.pushchannel.spi.PushExchange#upgrade} promises.
 */
final class ReplyWriter {

  private final PushStream stream;
  private boolean closed;

  ReplyWriter(PushStream stream) {
    this.stream = stream;
  }

  /** True after the close frame has been sent; no further frame is sent or read. */
  boolean isClosed() {
    return closed;
  }

  void published(@Nullable String ref, PublishResult result) {
    WireBuffer out = begin("published", ref);
    out.utf8(",\"id\":\"").cursor(result.id()).octet('"');
    if (result.duplicate()) {
      out.utf8(",\"repeated\":true");
    }
    end(out);
  }

  void refused(@Nullable String ref, HttpProblemException refusal) {
    WireBuffer out = begin("refused", ref);
    out.utf8(",\"status\":").decimal(refusal.status());
    out.utf8(",\"reason\":").jsonString(refusal.detail());
    end(out);
  }

  void pong(byte[] payload) {
    WireBuffer out = new WireBuffer();
    ServerFrame.pong(payload, out);
    send(out);
  }

  void ping() {
    WireBuffer out = new WireBuffer();
    ServerFrame.ping(out);
    send(out);
  }

  /** Sends a close frame, and then ends the connection. */
  void close(int code, String reason) {
    if (!closed) {
      closed = true;
      WireBuffer out = new WireBuffer();
      ServerFrame.close(code, reason, out);
      stream.write(out);
      stream.close();
    }
  }

  void flush() {
    stream.flush();
  }

  private static WireBuffer begin(String control, @Nullable String ref) {
    WireBuffer out = new WireBuffer().utf8("{\"control\":\"").utf8(control).octet('"');
    return ref == null ? out : out.utf8(",\"ref\":").jsonString(ref);
  }

  private void end(WireBuffer out) {
    out.octet('}');
    ServerFrame.text(0, out);
    send(out);
  }

  private void send(WireBuffer frame) {
    if (!closed) {
      stream.write(frame);
    }
  }
}
