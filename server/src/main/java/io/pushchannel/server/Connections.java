package io.pushchannel.server;

import io.netty.channel.Channel;
import io.pushchannel.server.loop.ServerCounters;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts connections. Logs once when the limit is reached, and once when that has ended. */
final class Connections {

  private static final Logger log = LoggerFactory.getLogger(Connections.class);

  /**
   * Number of connections above the limit that get a response with status 503; further ones are
   * closed.
   */
  private static final int REFUSED_WITH_RESPONSE = 256;

  private final int limit;
  private final ServerCounters counters;
  private final AtomicInteger open = new AtomicInteger();
  private final AtomicBoolean full = new AtomicBoolean();

  Connections(int limit, ServerCounters counters) {
    this.limit = limit;
    this.counters = counters;
  }

  /** The treatment of a new connection. */
  enum Verdict {
    SERVE,
    REFUSE,
    DROP
  }

  /** Counts {@code channel} until it closes. */
  Verdict admit(Channel channel) {
    int now = open.incrementAndGet();
    channel.closeFuture().addListener(closed -> leave());
    if (now <= limit) {
      return Verdict.SERVE;
    }
    counters.refusedConnections.increment();
    if (!full.getAndSet(true)) {
      log.warn("Refusing connections: {} are open, which is the limit", limit);
    }
    return now <= limit + REFUSED_WITH_RESPONSE ? Verdict.REFUSE : Verdict.DROP;
  }

  int open() {
    return open.get();
  }

  private void leave() {
    int now = open.decrementAndGet();
    // some room first, or the log would flicker with every connection that comes and goes
    if (now < limit - limit / 10 && full.get() && full.getAndSet(false)) {
      log.info("Accepting connections again: {} are open", now);
    }
  }
}
