package io.pushchannel.cli.compare;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Says what is being done and how long it still takes: on a terminal in one line that is written
 * over each second, else in a line for each step.
 */
public final class Progress implements AutoCloseable {

  private final PrintWriter out;
  private final boolean inPlace;
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "progress");
            thread.setDaemon(true);
            return thread;
          });
  private String step = "";
  private long end;

  /** Progress on {@code out}, which is a terminal if {@code inPlace}. */
  public Progress(PrintWriter out, boolean inPlace) {
    this.out = out;
    this.inPlace = inPlace;
    if (inPlace) {
      clock.scheduleAtFixedRate(this::rewrite, 1, 1, TimeUnit.SECONDS);
    }
  }

  /** Begins a step; all that remains takes {@code left}. */
  public synchronized void begin(String newStep, Duration left) {
    step = newStep;
    end = System.nanoTime() + left.toNanos();
    if (inPlace) {
      rewrite();
    } else {
      out.println(line());
    }
  }

  private synchronized void rewrite() {
    if (!step.isEmpty()) {
      out.printf("\r%-78s", line());
      out.flush();
    }
  }

  private String line() {
    long left = Math.max(0, TimeUnit.NANOSECONDS.toSeconds(end - System.nanoTime() + 500_000_000));
    return step + ", " + left + " s left";
  }

  /** Leaves an empty line behind, for what comes next. */
  @Override
  public synchronized void close() {
    clock.shutdownNow();
    step = "";
    if (inPlace) {
      out.printf("\r%78s\r", "");
      out.flush();
    }
  }
}
