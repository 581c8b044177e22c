package io.pushchannel.channel;

import io.pushchannel.Cursor;
import io.pushchannel.Gap;
import io.pushchannel.Message;
import io.pushchannel.check.Excerpt;
import io.pushchannel.spi.Receiver;
import io.pushchannel.wire.ProtocolViolationException;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What one channel has heard, over all its attempts: keeps the cursor, drops what was heard before,
 * and passes the rest on. On the channel's thread. The cursor moves only after what it covers has
 * been passed on, so that whoever resumes from it misses nothing.
 */
final class DuplicateFilter implements Receiver {

  private static final Logger log = LoggerFactory.getLogger(DuplicateFilter.class);

  /** Where what is new goes. Throws {@link AttemptEndedException} when no more is wanted. */
  interface Target {
    /** Once per attempt, before anything else. */
    void opened();

    void gap(Gap gap);

    void message(Message message);
  }

  private final Set<String> topics;
  private final EpochChanges epochs;
  private final Target target;
  private volatile Cursor cursor;
  private long dropped;

  // of the attempt under way
  private @Nullable Duration retryAfter;
  private @Nullable AttemptEndedException violation;
  private @Nullable Cursor lastGap; // where the gap leads to that no message has followed yet
  private boolean opened;
  private boolean delivered;

  DuplicateFilter(Cursor start, Set<String> topics, EpochChanges epochs, Target target) {
    this.cursor = start;
    this.topics = topics;
    this.epochs = epochs;
    this.target = target;
  }

  /** The place to resume from. From any thread. */
  Cursor cursor() {
    return cursor;
  }

  void beginAttempt() {
    retryAfter = null;
    violation = null;
    lastGap = null;
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

  /** How the server broke the protocol, if it did and the transport kept that to itself. */
  @Nullable IOException violation() {
    return violation == null ? null : violation.reason();
  }

  @Override
  public void opened(Cursor reached) {
    announceOpen();
    if (reached.sequence() != Cursor.NO_SEQUENCE && (!isAtPlace() || isLater(reached))) {
      cursor = reached;
    }
  }

  @Override
  public void gap(Gap gap) {
    announceOpen();
    boolean isOther = isAtPlace() && !gap.resumed().isOf(cursor.epoch());
    if (isOther && gap.reason() != Gap.Reason.EPOCH) {
      throw violated("expected a gap within epoch " + cursor.epoch() + ", got " + Excerpt.of(gap));
    }
    if (isOther) {
      requireRareChange(gap.resumed().epoch());
    }
    if (goesBack(gap) || gap.resumed().equals(lastGap)) {
      drop(gap);
      return;
    }
    target.gap(gap);
    cursor = gap.resumed();
    lastGap = cursor;
  }

  @Override
  public void message(Message message) {
    announceOpen();
    if (!topics.contains(message.topic())) {
      throw violated(
          "expected a message on a topic of the channel, got one on "
              + Excerpt.of(message.topic()));
    }
    if (isAtPlace() && !message.id().isOf(cursor.epoch())) {
      throw violated(
          "expected a message of epoch " + cursor.epoch() + " or a gap, got " + message.id());
    }
    if (isAtPlace() && !isLater(message.id())) {
      drop(message.id());
      return;
    }
    delivered = true;
    lastGap = null;
    target.message(message);
    cursor = message.id();
  }

  @Override
  public void retryAfter(Duration retry) {
    retryAfter = retry;
  }

  /** Also before a message or gap: polling tells those before the cursor of their batch. */
  private void announceOpen() {
    if (violation != null) {
      throw violation;
    }
    if (!opened) {
      opened = true;
      target.opened();
    }
  }

  private void requireRareChange(String newEpoch) {
    EpochChangedException rejection = epochs.reject(cursor.epoch(), newEpoch);
    if (rejection != null) {
      violation = new AttemptEndedException(rejection);
      throw violation;
    }
  }

  private AttemptEndedException violated(String how) {
    violation = new AttemptEndedException(new ProtocolViolationException(how));
    return violation;
  }

  /** Debug, because overlapping polls and late answers are as it should be. */
  private void drop(Object heardBefore) {
    dropped++;
    log.debug("Dropped {}, heard before; {} dropped so far", heardBefore, dropped);
  }

  private boolean isAtPlace() {
    return cursor.sequence() != Cursor.NO_SEQUENCE;
  }

  private boolean isLater(Cursor other) {
    return other.isOf(cursor.epoch()) && other.sequence() > cursor.sequence();
  }

  /**
   * Whether a gap would lead back to what was heard already. Only a log that has never got as far
   * as the cursor may do that.
   */
  private boolean goesBack(Gap gap) {
    boolean isAnswer = gap.reason() == Gap.Reason.AHEAD && gap.after().equals(cursor);
    return gap.resumed().isOf(cursor.epoch())
        && gap.resumed().sequence() < cursor.sequence()
        && !isAnswer;
  }
}
