package io.pushchannel.channel;

import io.pushchannel.CloseReason;
import io.pushchannel.Gap;
import io.pushchannel.Message;
import io.pushchannel.PushListener;
import io.pushchannel.PushState;
import io.pushchannel.spi.GuardedListener;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls the listener of a channel: not when the channel is closed, not after a failure, and once
 * for the end. On the channel's thread, under no lock.
 */
final class ListenerInvoker {

  private static final Logger log = LoggerFactory.getLogger(ListenerInvoker.class);

  private final GuardedListener listener;
  private final CountDownLatch closed;
  private CloseReason.@Nullable Failed failure;

  ListenerInvoker(PushListener listener, CountDownLatch closed) {
    this.listener = new GuardedListener(listener);
    this.closed = closed;
  }

  /** Returns the failure that closes the channel, or null. */
  CloseReason.@Nullable Failed failure() {
    return failure;
  }

  /**
   * Calls {@code onMessage}. Like the other methods it throws {@link AttemptEndedException} if the
   * channel is closed or closes because of the listener.
   */
  void message(Message message) {
    requireOpen();
    stopAfter(listener.message(message));
  }

  /** Calls {@code onGap}. */
  void gap(Gap gap) {
    requireOpen();
    stopAfter(listener.gap(gap));
  }

  /** Calls {@code onState}. */
  void state(PushState state, @Nullable Exception cause) {
    requireOpen();
    stopAfter(listener.state(state, cause));
  }

  private void requireOpen() {
    if (failure != null || closed.getCount() == 0) {
      throw new AttemptEndedException("the channel is closed");
    }
  }

  private void stopAfter(CloseReason.@Nullable Failed reason) {
    if (reason != null) {
      failure = reason;
      throw new AttemptEndedException("the listener failed");
    }
  }

  /** Delivers the end. A failure of the listener can only be logged. */
  void end(CloseReason reason) {
    callLast(last -> last.onState(PushState.CLOSED, null));
    callLast(last -> last.onClosed(reason));
  }

  private void callLast(Consumer<PushListener> callback) {
    try {
      callback.accept(listener.listener());
    } catch (RuntimeException | Error e) {
      log.error("A listener threw in onClosed, or in onState for CLOSED", e);
    }
  }
}
