package io.pushchannel.server.loop;

import java.time.Duration;

/** Calls a task whenever nothing has happened for a while. Confined to its loop. */
final class Silence {

  private final LazyTimer timer;
  private final long limit;
  private final Runnable task;
  private boolean ended;

  /** Starts the first silence. */
  Silence(Deadlines deadlines, Duration limit, Runnable task) {
    this.timer = new LazyTimer(deadlines, this::onTimeout);
    this.limit = limit.toMillis();
    this.task = task;
    interrupt();
  }

  /** Starts the time again, because something happened. */
  public void interrupt() {
    if (!ended) {
      timer.runAfter(limit);
    }
  }

  /** Stops permanently. */
  public void end() {
    ended = true;
    timer.end();
  }

  private void onTimeout() {
    interrupt();
    task.run();
  }
}
