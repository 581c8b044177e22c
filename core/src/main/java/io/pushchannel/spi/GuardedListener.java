package io.pushchannel.spi;

import io.pushchannel.CloseReason;
import io.pushchannel.Gap;
import io.pushchannel.ListenerErrorAction;
import io.pushchannel.Message;
import io.pushchannel.PushListener;
import io.pushchannel.PushState;
import io.pushchannel.check.Arguments;
import io.pushchannel.check.Excerpt;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A listener whose exceptions are caught. Each method returns null, or the reason to close if the
 * listener threw and {@link PushListener#onListenerError} does not skip the failure. An {@link
 * Error} always closes. Kotlin listeners may throw any exception.
 *
 * @param listener the listener of an application
 */
public record GuardedListener(PushListener listener) {

  private static final Logger log = LoggerFactory.getLogger(GuardedListener.class);

  /** Rejects null. */
  public GuardedListener {
    Arguments.requirePresent("listener", listener);
  }

  /** Calls {@code onMessage}. */
  public CloseReason.@Nullable Failed message(Message message) {
    try {
      listener.onMessage(message);
      return null;
    } catch (Throwable e) {
      return decide(
          e, message, "onMessage threw at " + message.id() + " on topic " + message.topic());
    }
  }

  /** Calls {@code onGap}. */
  public CloseReason.@Nullable Failed gap(Gap gap) {
    try {
      listener.onGap(gap);
      return null;
    } catch (Throwable e) {
      return decide(e, null, "onGap threw at " + Excerpt.of(gap));
    }
  }

  /** Calls {@code onState}. */
  public CloseReason.@Nullable Failed state(PushState state, @Nullable Exception cause) {
    try {
      listener.onState(state, cause);
      return null;
    } catch (Throwable e) {
      return decide(e, null, "onState threw at " + state);
    }
  }

  private CloseReason.@Nullable Failed decide(
      Throwable thrown, @Nullable Message message, String detail) {
    if (action(thrown, message) == ListenerErrorAction.SKIP) {
      log.debug("Skipped: {}", detail, thrown);
      return null;
    }
    return new CloseReason.Failed(thrown, detail);
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
}
