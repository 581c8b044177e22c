package io.pushchannel.channel;

import io.pushchannel.Cursor;
import io.pushchannel.Gap;
import io.pushchannel.Message;
import io.pushchannel.check.Excerpt;
import io.pushchannel.spi.Receiver;
import io.pushchannel.wire.Position;
import io.pushchannel.wire.ProtocolViolationException;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The position of one channel across its attempts: drops repeated messages and gaps, and delivers
 * the rest. On the channel's thread. The cursor moves after delivery, so a channel that resumes
 * from it misses nothing.
 */
final class DuplicateFilter implements Receiver {

  private static final Logger log = LoggerFactory.getLogger(DuplicateFilter.class);

  /** Receives new events. Throws {@link AttemptEndedException} to end the attempt. */
  interface Target {
    /** Once per attempt, before anything else. */
    void opened();

    /** Once per attempt: the position after which the attempt reads. */
    void reached(Cursor cursor);

    void gap(Gap gap);

    void message(Message message);
  }

  private final EpochChanges epochs;
  private final TopicSet wanted;
  private final Target target;
  private volatile Position position;
  private long dropped;

  // of the attempt under way
  private @Nullable Duration retryAfter;
  private @Nullable AttemptEndedException violation;
  private Set<String> topics = Set.of();
  private @Nullable Position lastGap; // where the gap leads to that no message has followed yet
  private boolean reached;
  private boolean opened;
  private boolean delivered;

  DuplicateFilter(Cursor start, EpochChanges epochs, TopicSet wanted, Target target) {
    this.position = Position.of(start);
    this.epochs = epochs;
    this.wanted = wanted;
    this.target = target;
  }

  /** The place to resume from. From any thread. */
  Cursor cursor() {
    return position.toCursor();
  }

  /** Begins an attempt that reads these topics. */
  void beginAttempt(Set<String> attempted) {
    topics = attempted;
    reached = false;
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

  /** Returns the pause that the server requested during the attempt, or null. */
  @Nullable Duration retryAfter() {
    return retryAfter;
  }

  /**
   * Returns the violation of the protocol that ended the attempt, even if the transport ignored it.
   */
  @Nullable IOException violation() {
    return violation == null ? null : violation.reason();
  }

  @Override
  public void opened(Cursor cursor) {
    announceOpen();
    Position opened = Position.of(cursor);
    if (opened.isNumbered() && (!position.isNumbered() || opened.isAfter(position))) {
      position = opened;
    }
    announceReached();
  }

  @Override
  public void gap(Gap gap) {
    announceOpen();
    Position resumed = Position.of(gap.resumed());
    boolean isOther = position.isNumbered() && !resumed.isOf(position.epoch());
    if (isOther && gap.reason() != Gap.Reason.EPOCH) {
      throw violated("a gap must be of epoch " + position.epoch() + ", was " + Excerpt.of(gap));
    }
    if (isOther) {
      requireRareChange(resumed.epoch());
    }
    if (goesBack(gap, resumed) || resumed.equals(lastGap)) {
      drop(gap);
      return;
    }
    target.gap(gap);
    position = resumed;
    lastGap = resumed;
  }

  @Override
  public void message(Message message) {
    announceOpen();
    if (!topics.contains(message.topic())) {
      throw violated(
          "a message must be on a topic of the channel, was on " + Excerpt.of(message.topic()));
    }
    Position id = Position.of(message.id());
    if (position.isNumbered() && !id.isOf(position.epoch())) {
      throw violated(
          "a message must be of epoch "
              + position.epoch()
              + " or follow a gap, was "
              + message.id());
    }
    if (position.isNumbered() && !id.isAfter(position)) {
      drop(id);
      return;
    }
    delivered = true;
    lastGap = null;
    target.message(message);
    position = id;
  }

  @Override
  public void retryAfter(Duration retry) {
    retryAfter = retry;
  }

  /**
   * Announces the start before a message or gap, too: polling delivers those before the cursor of
   * their batch.
   */
  private void announceOpen() {
    if (violation != null) {
      throw violation;
    }
    wanted.requireUnchanged(); // a transport may have reconnected with the former topics
    if (!opened) {
      opened = true;
      target.opened();
      if (position.isNumbered()) {
        announceReached();
      }
    }
  }

  private void announceReached() {
    if (!reached) {
      reached = true;
      target.reached(cursor());
    }
  }

  private void requireRareChange(String newEpoch) {
    EpochChangedException rejection = epochs.reject(position.epoch(), newEpoch);
    if (rejection != null) {
      violation = new AttemptEndedException(rejection);
      throw violation;
    }
  }

  private AttemptEndedException violated(String how) {
    violation = new AttemptEndedException(new ProtocolViolationException(how));
    return violation;
  }

  /** Logs at DEBUG, because overlapping polls and late responses are normal. */
  private void drop(Object duplicate) {
    dropped++;
    log.debug("Dropped duplicate {}; {} dropped so far", duplicate, dropped);
  }

  /**
   * Returns true if a gap leads back to delivered messages. Only a log that has never reached the
   * cursor may do that.
   */
  private boolean goesBack(Gap gap, Position resumed) {
    boolean isExpected = gap.reason() == Gap.Reason.AHEAD && gap.after().equals(cursor());
    return position.isAfter(resumed) && !isExpected;
  }
}
