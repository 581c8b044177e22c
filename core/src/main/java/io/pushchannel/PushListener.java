package io.pushchannel;

import org.jspecify.annotations.Nullable;

/**
 * Receives the events of a {@link PushChannel} or a {@link BusSubscription}. Calls come one at a
 * time, from the channel's own thread or the executor of the bus, never under a lock. A slow
 * listener delays only its own channel: the log waits, and evicts eventually. If a call throws,
 * {@link #onListenerError} decides; by default the channel closes with {@link CloseReason.Failed}.
 */
@FunctionalInterface
public interface PushListener {

  /** A message: in order, none twice. */
  void onMessage(Message message);

  /**
   * Messages were lost. The next message comes after {@link Gap#resumed}. The gap is announced
   * again if the connection breaks before that message, because more may have been lost.
   */
  default void onGap(Gap gap) {}

  /**
   * The channel's state changed.
   *
   * @param cause the failure of the last attempt, with {@link PushState#RECONNECTING}; otherwise
   *     null
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
