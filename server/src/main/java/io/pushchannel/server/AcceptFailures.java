package io.pushchannel.server;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs once that connections cannot be accepted, usually because the process has too many open
 * files, and once that this has ended. Netty retries every second. Clients wait in the backlog of
 * the kernel meanwhile.
 */
final class AcceptFailures extends ChannelInboundHandlerAdapter {

  private static final Logger log = LoggerFactory.getLogger(AcceptFailures.class);

  /** It is over when so long no accept has failed: one file may be closed now and then. */
  private static final long OVER_NANOS = TimeUnit.SECONDS.toNanos(5);

  private final LongSupplier nanos;
  private volatile boolean failing;
  private volatile long lastFailure;

  AcceptFailures(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /** On the loop that accepts. */
  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    failed(cause);
  }

  void failed(Throwable cause) {
    lastFailure = nanos.getAsLong();
    if (failing) {
      log.debug("Still cannot accept connections: {}", cause.toString());
    } else {
      failing = true;
      log.warn("Cannot accept connections, trying again every second: {}", cause.toString());
    }
  }

  /** A connection was accepted. On any loop. */
  void accepted() {
    if (failing && nanos.getAsLong() - lastFailure >= OVER_NANOS) {
      failing = false;
      log.info("Accepting connections again");
    }
  }

  boolean isFailing() {
    return failing;
  }
}
