package io.pushchannel.bus;

import io.pushchannel.CloseReason;
import io.pushchannel.Gap;
import io.pushchannel.Message;
import io.pushchannel.MessageCodec;
import io.pushchannel.PushListener;
import io.pushchannel.spi.GuardedListener;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Delivers a subscription to a listener. */
record ListenerTarget(GuardedListener guarded, MessageCodec codec)
    implements LogSubscription.Target {

  private static final Logger log = LoggerFactory.getLogger(ListenerTarget.class);

  ListenerTarget(PushListener listener, MessageCodec codec) {
    this(new GuardedListener(listener), codec);
  }

  @Override
  public long demand() {
    return Long.MAX_VALUE;
  }

  @Override
  public @Nullable CloseReason message(Message message) {
    return guarded.message(message.withCodec(codec));
  }

  @Override
  public @Nullable CloseReason gap(Gap gap) {
    return guarded.gap(gap);
  }

  @Override
  public void closed(CloseReason reason) {
    if (reason instanceof CloseReason.Failed failed) {
      log.error("A subscription of the bus is closed: {}", failed.detail(), failed.cause());
    }
    try {
      guarded.listener().onClosed(reason);
    } catch (RuntimeException | Error e) {
      log.error("A listener threw in onClosed", e);
    }
  }
}
