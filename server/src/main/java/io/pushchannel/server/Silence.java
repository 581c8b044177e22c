package io.pushchannel.server;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Calls a task whenever nothing has happened for a while. What happens only notes the time, so it
 * costs next to nothing; the deadline looks at the note when it comes, and moves itself.
 */
final class Silence {

  private final Deadlines deadlines;
  private final long limit;
  private final Runnable task;
  private Deadlines.Deadline deadline;
  private long since = System.nanoTime();
  private boolean ended;

  Silence(Deadlines deadlines, Duration limit, Runnable task) {
    this.deadlines = deadlines;
    this.limit = limit.toMillis();
    this.task = task;
    this.deadline = deadlines.after(this.limit, this::check);
  }

  /** Something happened. */
  void interrupt() {
    since = System.nanoTime();
  }

  void end() {
    ended = true;
    deadline.cancel();
  }

  private void check() {
    long silent = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - since);
    if (silent >= limit) {
      since = System.nanoTime();
      silent = 0;
      task.run();
    }
    if (!ended) {
      deadline = deadlines.after(limit - silent, this::check);
    }
  }
}
