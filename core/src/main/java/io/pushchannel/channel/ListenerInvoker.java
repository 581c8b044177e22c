package io.pushchannel.channel;

import io.pushchannel.CloseReason;
import io.pushchannel.Gap;
import io.pushchannel.ListenerErrorAction;
import io.pushchannel.Message;
import io.pushchannel.PushListener;
import io.pushchannel.PushState;
import io.pushchannel.check.Excerpt;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The listener as the loop calls it: not when the channel is closed, not after it has failed, and
 * to the end once. On the channel's thread, under no lock.
 */
final class ListenerInvoker {

  private static final Logger log = LoggerFactory.getLogger(ListenerInvoker.class);

  private final PushListener listener;
  private final CountDownLatch closed;
  private CloseReason.@Nullable Failed failure;

  ListenerInvoker(PushListener listener, CountDownLatch closed) {
    this.listener = listener;
    this.closed = closed;
  }

  /** The exception that closes the channel, or null. */
  CloseReason.@Nullable Failed failure() {
    return failure;
  }

  /**
   * Calls {@code onMessage}; throws {@link AttemptEndedException} as all of these if no more is
   * wanted.
   */
  void message(Message message) {
    requireOpen();
    try {
      listener.onMessage(message);
    } catch (Throwable e) {
      decide(e, message, "onMessage threw at " + message.id() + " on topic " + message.topic());
    }
  }

  /** Calls {@code onGap}. */
  void gap(Gap gap) {
    requireOpen();
    try {
      listener.onGap(gap);
    } catch (Throwable e) {
      decide(e, null, "onGap threw at " + Excerpt.of(gap));
    }
  }

  /** Calls {@code onState}. */
  void state(PushState state, @Nullable Exception cause) {
    requireOpen();
    try {
      listener.onState(state, cause);
    } catch (Throwable e) {
      decide(e, null, "onState threw at " + state);
    }
  }

  private void requireOpen() {
    if (failure != null || closed.getCount() == 0) {
      throw new AttemptEndedException("the channel is closed");
    }
  }

  /** Returns if the listener skips the failure; a listener in Kotlin may throw any exception. */
  private void decide(Throwable thrown, @Nullable Message message, String detail) {
    if (action(thrown, message) == ListenerErrorAction.SKIP) {
      log.debug("Skipped: {}", detail, thrown);
      return;
    }
    failure = new CloseReason.Failed(thrown, detail);
    throw new AttemptEndedException("the listener failed");
  }

  private ListenerErrorAction action(Throwable thrown, @Nullable Message message) {
    if (!(thrown instanceof Exception error)) {
      return ListenerErrorAction.STOP;
    }
    try {
      return listener.onListenerError(message, error);
    } catch (RuntimeException | Error e) {
      thrown.addSuppressed(e);
      return ListenerErrorAction.STOP;
    }
  }

  /** Delivers the end. A failure of the listener can only be logged. */
  void end(CloseReason reason) {
    callLast(last -> last.onState(PushState.CLOSED, null));
    callLast(last -> last.onClosed(reason));
  }

  private void callLast(Consumer<PushListener> callback) {
    try {
      callback.accept(listener);
    } catch (RuntimeException | Error e) {
      log.error("A listener threw in onClosed, or in onState for CLOSED", e);
    }
  }
}
