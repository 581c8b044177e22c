package io.pushchannel.server;

import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Limits the time that a connection takes to send the headers of a request, the average rate at
 * which the body follows, and the idle time before the next request. An event only notes a time, so
 * its cost does not depend on the number of requests; the deadline reads the note when it is due
 * and moves itself. Confined to its loop.
 */
final class ReceiveTimeout {

  private static final long MILLIS_PER_SECOND = TimeUnit.SECONDS.toMillis(1);

  private enum Phase {
    NOTHING,
    IDLE,
    HEADERS,
    BODY
  }

  private final Deadlines deadlines;
  private final ServerLimits limits;
  private final Runnable late;
  private Phase phase = Phase.NOTHING;
  private Deadlines.@Nullable Deadline deadline;

  /** Due time of {@link #deadline}: never later than {@link #end}. */
  private long looksAt;

  /** Time at which the current phase is late. */
  private long end;

  private long bodyBegun;
  private long bodyBytes;

  ReceiveTimeout(Deadlines deadlines, ServerLimits limits, Runnable late) {
    this.deadlines = deadlines;
    this.limits = limits;
    this.late = late;
  }

  /** Starts the time until the first byte of a new connection. */
  void connected() {
    phase = Phase.IDLE;
    awaitUntil(deadlines.now() + limits.requestTimeout().toMillis());
  }

  /** Starts the time of the headers, unless a request has begun: further bytes add no time. */
  void requestBegins() {
    if (phase == Phase.NOTHING || phase == Phase.IDLE) {
      phase = Phase.HEADERS;
      awaitUntil(deadlines.now() + limits.requestTimeout().toMillis());
    }
  }

  /** Extends the time of the body by the time that {@code bytes} take at the minimum rate. */
  void bodyReceived(int bytes) {
    if (phase != Phase.BODY) {
      phase = Phase.BODY;
      bodyBegun = deadlines.now();
      bodyBytes = 0;
    }
    bodyBytes += bytes;
    long earned = bodyBytes * MILLIS_PER_SECOND / limits.minBytesPerSecond();
    awaitUntil(bodyBegun + limits.requestTimeout().toMillis() + earned);
  }

  /** Starts the idle time: the last request is complete. */
  void idles() {
    phase = Phase.IDLE;
    awaitUntil(deadlines.now() + limits.idleTimeout().toMillis());
  }

  boolean isIdle() {
    return phase == Phase.IDLE;
  }

  /** Stops the clock until the next event. */
  void cancel() {
    phase = Phase.NOTHING;
  }

  /** Stops the clock permanently. */
  void end() {
    phase = Phase.NOTHING;
    if (deadline != null) {
      deadline.cancel();
      deadline = null;
    }
  }

  private void awaitUntil(long newEnd) {
    end = newEnd;
    if (deadline == null || looksAt > end) {
      look(end - deadlines.now());
    }
  }

  private void look(long afterMillis) {
    if (deadline != null) {
      deadline.cancel();
    }
    looksAt = deadlines.now() + afterMillis;
    deadline = deadlines.after(afterMillis, this::look);
  }

  private void look() {
    deadline = null;
    long left = end - deadlines.now();
    if (phase != Phase.NOTHING && left > 0) {
      look(left);
    } else if (phase != Phase.NOTHING) {
      late.run();
    }
  }
}
