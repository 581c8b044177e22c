package io.pushchannel.server;

import org.jspecify.annotations.Nullable;

/**
 * How long a connection may take to send a request, once it has begun, and how long it may wait
 * before it begins the next. That only notes a time, so it costs next to nothing however many
 * requests there are; the deadline looks at the note when it comes, and moves itself.
 */
final class ReceiveTimeout {

  private final Deadlines deadlines;
  private final ServerLimits limits;
  private final Runnable late;
  private Deadlines.@Nullable Deadline deadline;

  /** When the deadline comes, at the earliest: in time for {@link #end}. */
  private long looksAt;

  /** When it is late, if it waits for anything. */
  private long end;

  private boolean waits;
  private boolean idle;

  ReceiveTimeout(Deadlines deadlines, ServerLimits limits, Runnable late) {
    this.deadlines = deadlines;
    this.limits = limits;
    this.late = late;
  }

  /** A request begins, unless one has begun already: further bytes win no time. */
  void requestBegins() {
    if (!waits || idle) {
      idle = false;
      awaitFor(limits.requestTimeout().toMillis());
    }
  }

  /** The last request is answered. */
  void idles() {
    idle = true;
    awaitFor(limits.idleTimeout().toMillis());
  }

  boolean isIdle() {
    return idle;
  }

  /** It waits for nothing now. */
  void cancel() {
    waits = false;
  }

  /** It will never wait again. */
  void end() {
    waits = false;
    if (deadline != null) {
      deadline.cancel();
      deadline = null;
    }
  }

  private void awaitFor(long millis) {
    waits = true;
    end = deadlines.now() + millis;
    if (deadline == null || looksAt > end) {
      lookAfter(millis);
    }
  }

  private void lookAfter(long millis) {
    if (deadline != null) {
      deadline.cancel();
    }
    looksAt = deadlines.now() + millis;
    deadline = deadlines.after(millis, this::look);
  }

  private void look() {
    deadline = null;
    long left = end - deadlines.now();
    if (waits && left > 0) {
      lookAfter(left);
    } else if (waits) {
      late.run();
    }
  }
}
