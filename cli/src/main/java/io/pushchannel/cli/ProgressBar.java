package io.pushchannel.cli;

import io.pushchannel.benchmarks.rig.Progress;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Shows how far a run is, what it does and how long it still takes: on a terminal in one line that
 * is written over each second, else in a line for each step.
 */
final class ProgressBar implements Progress, AutoCloseable {

  private static final int WIDTH = 96;
  private static final int CELLS = 24;

  private final PrintWriter out;
  private final boolean inPlace;
  private final long start = System.nanoTime();
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
  ProgressBar(PrintWriter out, boolean inPlace) {
    this.out = out;
    this.inPlace = inPlace;
    if (inPlace) {
      clock.scheduleAtFixedRate(this::rewrite, 1, 1, TimeUnit.SECONDS);
    }
  }

  @Override
  public synchronized void begin(String newStep, Duration left) {
    step = newStep;
    end = System.nanoTime() + left.toNanos();
    if (inPlace) {
      rewrite();
    } else {
      out.println(step + ", " + left() + " left");
    }
  }

  private synchronized void rewrite() {
    if (!step.isEmpty()) {
      out.print('\r' + padded(bar() + "  " + left() + " left  " + step));
      out.flush();
    }
  }

  private String bar() {
    long now = System.nanoTime();
    double share = (double) (now - start) / Math.max(1, Math.max(now, end) - start);
    int full = (int) (share * CELLS);
    return String.format(
        Locale.ROOT,
        "[%s%s] %3.0f %%",
        "#".repeat(full),
        ".".repeat(CELLS - full),
        Math.min(99, share * 100));
  }

  private String left() {
    long seconds =
        Math.max(0, TimeUnit.NANOSECONDS.toSeconds(end - System.nanoTime() + 500_000_000));
    return seconds < 120 ? seconds + " s" : seconds / 60 + " min";
  }

  private static String padded(String line) {
    String cut = line.length() > WIDTH ? line.substring(0, WIDTH) : line;
    return cut + " ".repeat(WIDTH - cut.length());
  }

  /** Leaves an empty line behind, for what comes next. */
  @Override
  public synchronized void close() {
    clock.shutdownNow();
    step = "";
    if (inPlace) {
      out.print('\r' + " ".repeat(WIDTH) + '\r');
      out.flush();
    }
  }
}
