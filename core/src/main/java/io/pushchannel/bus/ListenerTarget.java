package io.pushchannel.bus;

import io.pushchannel.CloseReason;
import io.pushchannel.Gap;
import io.pushchannel.ListenerErrorAction;
import io.pushchannel.Message;
import io.pushchannel.MessageCodec;
import io.pushchannel.PushListener;
import io.pushchannel.check.Arguments;
import io.pushchannel.check.Excerpt;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Delivers a subscription to a listener. */
record ListenerTarget(PushListener listener, MessageCodec codec) implements LogSubscription.Target {

  private static final Logger log = LoggerFactory.getLogger(ListenerTarget.class);

  ListenerTarget {
    Arguments.requirePresent("listener", listener);
  }

  @Override
  public long demand() {
    return Long.MAX_VALUE;
  }

  @Override
  public @Nullable CloseReason message(Message message) {
    try {
      listener.onMessage(message.withCodec(codec));
      return null;
    } catch (Throwable e) {
      return decide(
          e, message, "onMessage threw at " + message.id() + " on topic " + message.topic());
    }
  }

  @Override
  public @Nullable CloseReason gap(Gap gap) {
    try {
      listener.onGap(gap);
      return null;
    } catch (Throwable e) {
      return decide(e, null, "onGap threw at " + Excerpt.of(gap));
    }
  }

  @Override
  public void closed(CloseReason reason) {
    if (reason instanceof CloseReason.Failed failed) {
      log.error("A subscription of the bus is closed: {}", failed.detail(), failed.cause());
    }
    try {
      listener.onClosed(reason);
    } catch (RuntimeException | Error e) {
      log.error("A listener threw in onClosed", e);
    }
  }

  /** Returns null if the listener skips the failure. */
  private @Nullable CloseReason decide(Throwable thrown, @Nullable Message message, String detail) {
    try {
      if (thrown instanceof Exception error
          && listener.onListenerError(message, error) == ListenerErrorAction.SKIP) {
        log.debug("Skipped: {}", detail, thrown);
        return null;
      }
    } catch (RuntimeException | Error e) {
      thrown.addSuppressed(e);
    }
    return new CloseReason.Failed(thrown, detail);
  }
}
