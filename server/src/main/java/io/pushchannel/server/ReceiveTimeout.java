package io.pushchannel.server;

import org.jspecify.annotations.Nullable;

/**
 * How long a connection may take to send a request, once it has begun, and how long it may wait
 * before it begins the next.
 */
final class ReceiveTimeout {

  private final Deadlines deadlines;
  private final ServerLimits limits;
  private final Runnable late;
  private Deadlines.@Nullable Deadline deadline;
  private boolean idle;

  ReceiveTimeout(Deadlines deadlines, ServerLimits limits, Runnable late) {
    this.deadlines = deadlines;
    this.limits = limits;
    this.late = late;
  }

  /** A request begins, unless one has begun already: further bytes win no time. */
  void requestBegins() {
    if (deadline == null || idle) {
      cancel();
      idle = false;
      deadline = deadlines.after(limits.requestTimeout().toMillis(), late);
    }
  }

  /** The last request is answered. */
  void idles() {
    cancel();
    idle = true;
    deadline = deadlines.after(limits.idleTimeout().toMillis(), late);
  }

  boolean isIdle() {
    return idle;
  }

  void cancel() {
    if (deadline != null) {
      deadline.cancel();
      deadline = null;
    }
  }
}
