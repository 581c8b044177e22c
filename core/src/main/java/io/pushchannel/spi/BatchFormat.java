package io.pushchannel.spi;

import io.pushchannel.Gap;
import io.pushchannel.Message;
import org.jspecify.annotations.Nullable;

/**
 * The wire format of polling: a JSON object with the messages that a feed has now. The log keeps
 * the elements of the array, each with a comma before it, so that a batch is put together from
 * ready bytes.
 */
public final class BatchFormat implements WireFormat {

  /** The one format, so that short and long polling share one encoding. */
  public static final BatchFormat INSTANCE = new BatchFormat();

  private static final int MAX_LIMIT = 1000;

  /** At so many bytes a batch is full. Its last message is given whole, however large. */
  private static final int MAX_BYTES = 1 << 20;

  private BatchFormat() {}

  @Override
  public void encode(Message message, WireBuffer out) {
    out.octet(',');
    JsonMessage.write(message, out);
  }

  /**
   * How many messages a request wants at most: {@code limit}, 1000 by default and at most.
   *
   * @throws Refusal 400 if it is no number of 1 or more
   */
  public static int limit(PushExchange exchange) {
    return (int) ReadRequest.number(exchange, "limit", 1, MAX_LIMIT, MAX_LIMIT);
  }

  /**
   * Reads a batch of what {@code feed} has now: at most {@code limit} messages and about 1 MiB. A
   * gap ends a batch or begins one, never stands in the middle.
   */
  public static byte[] read(Feed feed, int limit) {
    WireBuffer messages = new WireBuffer();
    Gap gap = null;
    for (int left = limit; left > 0 && messages.size() < MAX_BYTES; ) {
      int read = feed.read(MAX_BYTES - messages.size(), left);
      if (read == Feed.GAP && messages.size() == 0) {
        gap = feed.takeGap(gap);
      } else if (read <= 0) {
        break;
      } else {
        messages.octets(feed.block(), feed.offset(), feed.length());
        feed.block().release();
        left -= read;
      }
    }
    return compose(feed, gap, messages);
  }

  /**
   * Whether a batch of so many messages and bytes may have been cut, so that more is there already.
   */
  public static boolean isFull(int messages, int bytes) {
    return messages >= MAX_LIMIT || bytes >= MAX_BYTES;
  }

  private static byte[] compose(Feed feed, @Nullable Gap gap, WireBuffer messages) {
    WireBuffer batch = new WireBuffer().utf8("{\"cursor\":\"").cursor(feed.cursor()).octet('"');
    if (gap != null) {
      batch.utf8(",\"gap\":{");
      JsonMessage.writeFields(gap, batch);
      batch.octet('}');
    }
    batch.utf8(",\"messages\":[");
    if (messages.size() > 0) {
      batch.octets(messages.array(), 1, messages.size() - 1);
    }
    return batch.utf8("]}").toByteArray();
  }
}
