package io.pushchannel.channel;

import io.pushchannel.CloseReason;
import io.pushchannel.PushListener;
import io.pushchannel.PushState;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The listener as the loop calls it: not when the channel is closed, not after it has failed, and
 * to the end once. On the channel's thread, under no lock.
 */
final class ListenerCalls {

  private static final Logger log = LoggerFactory.getLogger(ListenerCalls.class);

  private final PushListener listener;
  private final CountDownLatch closed;
  private @Nullable Throwable failure;

  ListenerCalls(PushListener listener, CountDownLatch closed) {
    this.listener = listener;
    this.closed = closed;
  }

  /** What the listener threw, or null. */
  @Nullable Throwable failure() {
    return failure;
  }

  /**
   * Calls the listener.
   *
   * @throws AttemptEnded if it failed, or may not be called any more
   */
  void call(Consumer<PushListener> callback) {
    if (failure != null || closed.getCount() == 0) {
      throw new AttemptEnded("the channel is closed");
    }
    try {
      callback.accept(listener);
    } catch (RuntimeException | Error e) {
      failure = e;
      throw new AttemptEnded("the listener failed");
    }
  }

  /** Tells the listener of the end. It has no way left to fail but the log. */
  void end(CloseReason reason) {
    callLast(last -> last.onState(PushState.CLOSED, null));
    callLast(last -> last.onClosed(reason));
  }

  private void callLast(Consumer<PushListener> callback) {
    try {
      callback.accept(listener);
    } catch (RuntimeException | Error e) {
      log.error("A listener failed while it was told that its channel is closed", e);
    }
  }
}
