package io.pushchannel;

import org.jspecify.annotations.Nullable;

/**
 * Hears what a {@link PushChannel} receives. All calls come from the channel's own thread, one at a
 * time, never under a lock; take as long as you need, the log waits (and evicts in the end). What a
 * call throws closes the channel with {@link CloseReason.Failed}.
 */
@FunctionalInterface
public interface PushListener {

  /** A message: in order, none twice. */
  void onMessage(Message message);

  /**
   * Messages are gone; the next message comes after {@link Gap#resumed}. Told again if the
   * connection breaks before that message, because more may have gone meanwhile.
   */
  default void onGap(Gap gap) {}

  /**
   * The channel's state changed.
   *
   * @param cause what ended the last attempt, with {@link PushState#WAITING}; otherwise null
   */
  default void onState(PushState state, @Nullable Exception cause) {}

  /** The channel is closed. Called once, and nothing after it. */
  default void onClosed(CloseReason reason) {}
}
