package io.pushchannel.server.loop;

import io.pushchannel.server.ServerLimits;
import java.util.concurrent.TimeUnit;

/**
 * Limits the time that a connection takes to send the headers of a request, the average rate at
 * which the body follows, and the idle time before the next request. Confined to its loop.
 */
public final class ReceiveTimeout {

  private static final long MILLIS_PER_SECOND = TimeUnit.SECONDS.toMillis(1);

  private enum Phase {
    NOTHING,
    IDLE,
    HEADERS,
    BODY
  }

  private final Deadlines deadlines;
  private final ServerLimits limits;
  private final LazyTimer timer;
  private Phase phase = Phase.NOTHING;
  private long bodyBegun;
  private long bodyBytes;

  public ReceiveTimeout(Deadlines deadlines, ServerLimits limits, Runnable late) {
    this.deadlines = deadlines;
    this.limits = limits;
    this.timer = new LazyTimer(deadlines, late);
  }

  /** Starts the time until the first byte of a new connection. */
  public void connected() {
    phase = Phase.IDLE;
    timer.runAfter(limits.requestTimeout().toMillis());
  }

  /** Starts the time of the headers, unless a request has begun: further bytes add no time. */
  public void requestBegins() {
    if (phase == Phase.NOTHING || phase == Phase.IDLE) {
      phase = Phase.HEADERS;
      timer.runAfter(limits.requestTimeout().toMillis());
    }
  }

  /** Extends the time of the body by the time that {@code bytes} take at the minimum rate. */
  public void bodyReceived(int bytes) {
    if (phase != Phase.BODY) {
      phase = Phase.BODY;
      bodyBegun = deadlines.now();
      bodyBytes = 0;
    }
    bodyBytes += bytes;
    long earned = bodyBytes * MILLIS_PER_SECOND / limits.minBytesPerSecond();
    timer.runAt(bodyBegun + limits.requestTimeout().toMillis() + earned);
  }

  /** Starts the idle time: the last request is complete. */
  public void idles() {
    phase = Phase.IDLE;
    timer.runAfter(limits.idleTimeout().toMillis());
  }

  public boolean isIdle() {
    return phase == Phase.IDLE;
  }

  /** Stops the clock until the next event. */
  public void cancel() {
    phase = Phase.NOTHING;
    timer.stop();
  }

  /** Stops the clock permanently. */
  public void end() {
    phase = Phase.NOTHING;
    timer.end();
  }
}
