package io.pushchannel.server.loop;

import org.jspecify.annotations.Nullable;

/**
 * A timer for a due time that moves often. Moving it later only notes the time: the deadline reads
 * the note when it is due, and moves itself. So the cost does not depend on the number of events.
 * Confined to its loop.
 */
final class LazyTimer {

  private final Deadlines deadlines;
  private final Runnable task;
  private Deadlines.@Nullable Deadline deadline;

  /** Due time of {@link #deadline}: never later than {@link #end} unless the timer is stopped. */
  private long looksAt;

  private long end;
  private boolean running;

  LazyTimer(Deadlines deadlines, Runnable task) {
    this.deadlines = deadlines;
    this.task = task;
  }

  /** Runs the task once, {@code millis} from now, and not at the time that was set before. */
  void runAfter(long millis) {
    runAt(deadlines.now() + millis);
  }

  /** Runs the task once, at a time of {@link Deadlines#now}, and not at one that was set before. */
  void runAt(long time) {
    end = time;
    running = true;
    if (deadline == null || looksAt > end) {
      look(end - deadlines.now());
    }
  }

  /** Does not run the task until another time is set. */
  void stop() {
    running = false;
  }

  /** Stops, and releases the deadline. */
  void end() {
    running = false;
    if (deadline != null) {
      deadline.cancel();
      deadline = null;
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
    if (running && left > 0) {
      look(left);
    } else if (running) {
      running = false;
      task.run();
    }
  }
}
