package io.pushchannel;

import org.jspecify.annotations.Nullable;

/**
 * Hears what a {@link PushChannel} receives. All calls come from the channel's own thread, one at a
 * time, never under a lock; take as long as you need, the log waits (and evicts in the end). If a
 * call throws, {@link #onListenerError} decides; by default the channel closes with {@link
 * CloseReason.Failed}.
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

  /**
   * Decides how to continue after {@link #onMessage}, {@link #onGap} or {@link #onState} threw an
   * exception. Errors, such as {@link OutOfMemoryError}, always close the channel.
   *
   * @param message the message that {@code onMessage} failed at; null for the other two
   * @param error the exception
   * @return {@link ListenerErrorAction#STOP}, unless overridden
   */
  default ListenerErrorAction onListenerError(@Nullable Message message, Exception error) {
    return ListenerErrorAction.STOP;
  }

  /** The channel is closed. Called once, and nothing after it. */
  default void onClosed(CloseReason reason) {}
}
