package io.pushchannel.server;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says that connections cannot be accepted, most often because the process may open no more files:
 * once a minute at most, while Netty tries again every second.
 */
final class AcceptFailures extends ChannelInboundHandlerAdapter {

  private static final Logger log = LoggerFactory.getLogger(AcceptFailures.class);
  private static final long QUIET_NANOS = TimeUnit.MINUTES.toNanos(1);

  private final LongSupplier nanos;
  private boolean said;
  private long saidAt;

  AcceptFailures(LongSupplier nanos) {
    this.nanos = nanos;
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    if (isToBeSaid()) {
      log.warn("Cannot accept connections, trying again every second: {}", cause.toString());
    }
  }

  /** Whether the last time is long enough ago. */
  boolean isToBeSaid() {
    long now = nanos.getAsLong();
    if (said && now - saidAt < QUIET_NANOS) {
      return false;
    }
    said = true;
    saidAt = now;
    return true;
  }
}
