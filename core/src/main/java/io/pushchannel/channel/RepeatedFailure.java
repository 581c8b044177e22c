package io.pushchannel.channel;

import io.pushchannel.Cursor;
import io.pushchannel.wire.ProtocolViolationException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Recognizes data that the client cannot read: two attempts in a row fail at the same cursor with
 * the same violation of the protocol. On the channel's thread.
 */
final class RepeatedFailure {

  private @Nullable String last;
  private @Nullable Cursor lastCursor;

  /** Notes how an attempt ended, and returns true if the attempt before it ended the same. */
  boolean isRepeated(@Nullable Exception cause, Cursor cursor) {
    String failure = cause instanceof ProtocolViolationException ? cause.getMessage() : null;
    boolean repeated =
        failure != null && failure.equals(last) && Objects.equals(cursor, lastCursor);
    last = failure;
    lastCursor = cursor;
    return repeated;
  }
}
