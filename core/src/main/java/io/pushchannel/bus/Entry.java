package io.pushchannel.bus;

import io.pushchannel.Message;
import org.jspecify.annotations.Nullable;

/**
 * A message in the log.
 *
 * @param message the message
 * @param sequence the number of the message
 * @param key the idempotency key, or null
 * @param time time of publication, in milliseconds of the clock of the bus
 * @param bytes approximate memory, including this object
 */
record Entry(Message message, long sequence, @Nullable String key, long time, int bytes) {

  /** The objects around a text and its place in the log, in bytes. */
  private static final int OVERHEAD = 150;

  static Entry of(Message message, long sequence, int textBytes, @Nullable String key, long time) {
    return new Entry(
        message,
        sequence,
        key,
        time,
        OVERHEAD + textBytes + (key == null ? 0 : OVERHEAD + key.length()));
  }
}
