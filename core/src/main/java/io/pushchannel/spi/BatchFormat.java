package io.pushchannel.spi;

import io.pushchannel.Gap;
import io.pushchannel.Message;
import io.pushchannel.wire.Block;
import io.pushchannel.wire.JsonMessage;
import io.pushchannel.wire.Position;
import io.pushchannel.wire.ServerOnly;
import io.pushchannel.wire.WireBuffer;
import io.pushchannel.wire.WireFormat;
import io.pushchannel.wire.WireLimits;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The wire format of polling: a JSON object with the messages that a feed has now. The log keeps
 * the elements of the array, each with a comma before it, so that a batch is put together from
 * ready bytes.
 */
public final class BatchFormat implements WireFormat {

  /** The one format, so that short and long polling share one encoding. */
  public static final BatchFormat INSTANCE = new BatchFormat();

  static final int MAX_MESSAGES = 1000;

  private static final byte[] END = {']', '}'};

  private BatchFormat() {}

  @Override
  public void encode(Message message, WireBuffer out) {
    out.octet(',');
    JsonMessage.write(message, out);
  }

  /**
   * A batch ready to send.
   *
   * @param bytes the JSON object
   * @param cursor the position after the batch
   * @param gap the gap before its first message, if there is one
   * @param messages number of messages
   */
  public record Body(byte[] bytes, Position cursor, @Nullable Gap gap, int messages) {}

  /** Returns the bytes of {@link #readBody}. */
  public static byte[] read(Feed feed, int limit) {
    return readBody(feed, limit).bytes();
  }

  /**
   * Reads a batch of what {@code feed} has now: at most {@code limit} messages and about 1 MiB. A
   * gap ends a batch or begins one, never stands in the middle.
   *
   * @throws HttpProblemException 503 if the bus is closed or fails
   */
  public static Body readBody(Feed feed, int limit) {
    List<Range> ranges = new ArrayList<>(1);
    try {
      Gap gap = null;
      int size = 0;
      int left = limit;
      while (left > 0 && size < WireLimits.BATCH) {
        int read = feed.read(WireLimits.BATCH - size, left);
        if (read == Feed.GAP && ranges.isEmpty()) {
          gap = feed.takeGap(gap);
        } else if (read <= 0) {
          break;
        } else {
          ranges.add(new Range(feed.block(), feed.offset(), feed.length()));
          size += feed.length();
          left -= read;
        }
      }
      Position cursor = feed.cursor();
      return new Body(compose(cursor, gap, ranges, size), cursor, gap, limit - left);
    } catch (RuntimeException e) {
      throw HttpProblemException.ofRead(e);
    } finally {
      ranges.forEach(range -> range.block.release());
    }
  }

  /**
   * Returns true if a batch of this size may have been cut, so that more messages are available.
   */
  public static boolean isFull(int messages, int bytes) {
    return messages >= MAX_MESSAGES || bytes >= WireLimits.BATCH;
  }

  /** Copies each message once, to where it is sent from: so the size comes first. */
  @ServerOnly
  private static byte[] compose(Position cursor, @Nullable Gap gap, List<Range> ranges, int size) {
    WireBuffer head = new WireBuffer().utf8("{\"cursor\":\"").position(cursor).octet('"');
    if (gap != null) {
      head.utf8(",\"gap\":{");
      JsonMessage.writeFields(gap, head);
      head.octet('}');
    }
    head.utf8(",\"messages\":[");
    int elements = Math.max(0, size - 1); // no comma before the first
    byte[] batch = new byte[head.size() + elements + END.length];
    System.arraycopy(head.array(), 0, batch, 0, head.size());
    int at = head.size();
    int comma = 1;
    for (Range range : ranges) {
      int length = range.length - comma;
      range.block.bytes().get(range.offset + comma, batch, at, length);
      at += length;
      comma = 0;
    }
    System.arraycopy(END, 0, batch, at, END.length);
    return batch;
  }

  /** Messages in the log's memory. */
  private record Range(Block block, int offset, int length) {}
}
