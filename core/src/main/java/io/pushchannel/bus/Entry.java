package io.pushchannel.bus;

import io.pushchannel.Message;
import io.pushchannel.wire.Position;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A message in the log of its topic. A {@link Message} is created where one is needed, because most
 * of its memory repeats the topic, the epoch and the number.
 *
 * @param data the text
 * @param sequence the number of the message
 * @param publishedAt time of publication in milliseconds since 1970, or {@link #NO_TIME}
 * @param key the idempotency key, or null
 * @param time time of publication, in milliseconds of the clock of the bus
 * @param bytes approximate memory, including this object
 */
record Entry(
    String data, long sequence, long publishedAt, @Nullable String key, long time, int bytes) {

  /** The value of {@link #publishedAt} on a bus without times. */
  static final long NO_TIME = Long.MIN_VALUE;

  /** The objects around a text and its place in the log, in bytes. */
  private static final int OVERHEAD = 150;

  static Entry of(
      MessageText text, long sequence, long publishedAt, @Nullable String key, long time) {
    int keyBytes = key == null ? 0 : OVERHEAD + key.length();
    return new Entry(
        text.text(), sequence, publishedAt, key, time, OVERHEAD + text.bytes() + keyBytes);
  }

  /** Creates the message with its topic and the epoch of its bus. */
  Message toMessage(String topic, String epoch) {
    Instant time = publishedAt == NO_TIME ? null : Instant.ofEpochMilli(publishedAt);
    return new Message(new Position(epoch, sequence).toCursor(), topic, data, time);
  }
}
