package io.pushchannel.server.loop;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Limits the memory that all clients of a server occupy: bodies and messages that are still
 * arriving, and responses that have not been sent. Each is bounded, but ten thousand of them are
 * large. Logs once when the limit is reached, and once when that has ended. Thread-safe.
 */
public final class MemoryBudget {

  private static final Logger log = LoggerFactory.getLogger(MemoryBudget.class);

  private final long limit;
  private final AtomicLong held = new AtomicLong();
  private final AtomicBoolean full = new AtomicBoolean();

  public MemoryBudget(long limit) {
    this.limit = limit;
  }

  /** Counts {@code bytes} more, if there is room. */
  public boolean take(long bytes) {
    if (held.addAndGet(bytes) <= limit) {
      return true;
    }
    held.addAndGet(-bytes);
    if (!full.getAndSet(true)) {
      log.warn(
          "Clients hold {} bytes of bodies and answers, which is the limit: large ones are refused",
          limit);
    }
    return false;
  }

  /** Counts {@code bytes} less. */
  public void giveBack(long bytes) {
    long now = held.addAndGet(-bytes);
    // some room first, as for connections
    if (now < limit / 2 && full.get() && full.getAndSet(false)) {
      log.info("Large bodies and answers are taken again: clients hold {} bytes", now);
    }
  }

  public long held() {
    return held.get();
  }
}
