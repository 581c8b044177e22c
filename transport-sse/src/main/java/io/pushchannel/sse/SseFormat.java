package io.pushchannel.sse;

import io.pushchannel.Gap;
import io.pushchannel.Message;
import io.pushchannel.wire.Chunk;
import io.pushchannel.wire.JsonMessage;
import io.pushchannel.wire.Position;
import io.pushchannel.wire.StreamFormat;
import io.pushchannel.wire.WireBuffer;
import java.time.Duration;
import java.time.Instant;

/**
 * The event stream format (HTML standard, section 9.2.5): fields of one line each, and an empty
 * line at the end of an event. Over HTTP/1.1 each event is one chunk (RFC 9112, section 7.1),
 * framing included, so that the log's bytes go to the socket as they are; over HTTP/1.0 there are
 * no chunks, and the end of the connection is the end of the response.
 */
public final class SseFormat implements StreamFormat {

  /** The format for HTTP/1.1 clients. */
  public static final SseFormat CHUNKED = new SseFormat(true);

  /** The format for HTTP/1.0 clients. */
  public static final SseFormat PLAIN = new SseFormat(false);

  /**
   * Pause of a browser before it reconnects, in milliseconds, unless the server requests another
   * one.
   */
  private static final int RETRY = 2000;

  private final boolean chunked;

  private SseFormat(boolean chunked) {
    this.chunked = chunked;
  }

  @Override
  public void encode(Message message, WireBuffer out) {
    int start = out.size();
    out.utf8("event: ").utf8(message.topic()).utf8("\nid: ").cursor(message.id()).octet('\n');
    Instant publishedAt = message.publishedAt();
    if (publishedAt != null) { // a field that browsers ignore
      out.utf8("at: ").decimal(publishedAt.toEpochMilli()).octet('\n');
    }
    data(message.data(), out);
    end(start, out);
  }

  @Override
  public void open(Position cursor, Duration heartbeat, WireBuffer out) {
    int start = out.size();
    out.utf8("retry: ").decimal(RETRY).utf8("\nevent: $open\nid: ").position(cursor);
    out.utf8("\ndata: {\"cursor\":").jsonString(cursor.toString());
    out.utf8(",\"heartbeat\":").decimal(heartbeat.toMillis()).utf8("}\n");
    end(start, out);
  }

  @Override
  public void gap(Gap gap, WireBuffer out) {
    int start = out.size();
    out.utf8("event: $gap\nid: ").cursor(gap.resumed()).utf8("\ndata: {");
    JsonMessage.writeFields(gap, out);
    out.utf8("}\n");
    end(start, out);
  }

  @Override
  public void heartbeat(WireBuffer out) {
    int start = out.size();
    out.utf8(":\n");
    end(start, out);
  }

  @Override
  public void bye(Duration retry, WireBuffer out) {
    int start = out.size();
    out.utf8("retry: ").decimal(retry.toMillis()).utf8("\nevent: $bye\ndata: {\"retry\":");
    out.decimal(retry.toMillis()).utf8("}\n");
    end(start, out);
    if (chunked) {
      Chunk.last(out);
    }
  }

  /** One {@code data} line per line of text, so that no text can end an event or begin a field. */
  private static void data(String text, WireBuffer out) {
    int start = 0;
    for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
      out.utf8("data: ").utf8(text, start, end).octet('\n');
      start = end + 1;
    }
    out.utf8("data: ").utf8(text, start, text.length()).octet('\n');
  }

  /** Ends the event that began at {@code start}, and makes it a chunk. */
  private void end(int start, WireBuffer out) {
    out.octet('\n');
    if (chunked) {
      Chunk.frame(start, out);
    }
  }
}
