package io.pushchannel.channel;

import io.pushchannel.Cursor;
import io.pushchannel.Gap;
import io.pushchannel.Message;
import io.pushchannel.spi.Receiver;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What one channel has heard, over all its attempts: keeps the cursor, drops what was heard before,
 * and passes the rest on. On the channel's thread.
 */
final class Delivery implements Receiver {

  private static final Logger log = LoggerFactory.getLogger(Delivery.class);

  /** Where what is new goes. */
  interface Target {
    void opened();

    void gap(Gap gap);

    void message(Message message);
  }

  private final Target target;
  private volatile Cursor cursor;
  private @Nullable Duration retryAfter;
  private boolean opened;
  private boolean delivered;

  Delivery(Cursor start, Target target) {
    this.cursor = start;
    this.target = target;
  }

  /** The place to resume from. From any thread. */
  Cursor cursor() {
    return cursor;
  }

  void beginAttempt() {
    retryAfter = null;
    opened = false;
    delivered = false;
  }

  boolean hasOpened() {
    return opened;
  }

  boolean hasDelivered() {
    return delivered;
  }

  /** What the server asked for before the attempt ended, or null. */
  @Nullable Duration retryAfter() {
    return retryAfter;
  }

  @Override
  public void opened(Cursor reached) {
    if (reached.sequence() != Cursor.NO_SEQUENCE
        && (cursor.sequence() == Cursor.NO_SEQUENCE || isLater(reached))) {
      cursor = reached;
    }
    if (!opened) {
      opened = true;
      target.opened();
    }
  }

  @Override
  public void gap(Gap gap) {
    announceOpen();
    cursor = gap.resumed();
    target.gap(gap);
  }

  @Override
  public void message(Message message) {
    announceOpen();
    if (cursor.sequence() != Cursor.NO_SEQUENCE && !message.id().isOf(cursor.epoch())) {
      throw new AttemptEnded(
          "expected a message of epoch " + cursor.epoch() + " or a gap, got " + message.id());
    }
    if (cursor.sequence() != Cursor.NO_SEQUENCE && !isLater(message.id())) {
      log.debug("Dropped {}, which was heard before", message.id());
      return;
    }
    delivered = true;
    target.message(message);
    cursor = message.id();
  }

  @Override
  public void retryAfter(Duration retry) {
    retryAfter = retry;
  }

  /** Polling tells messages before the cursor of their batch. */
  private void announceOpen() {
    if (!opened) {
      opened = true;
      target.opened();
    }
  }

  private boolean isLater(Cursor other) {
    return other.isOf(cursor.epoch()) && other.sequence() > cursor.sequence();
  }
}
