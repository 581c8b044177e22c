package io.pushchannel.proxy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The event loop of a proxy: one thread for ready sockets, tasks from other threads, and timers.
 * Only {@link #execute}, {@link #call} and {@link #stop} may be called from other threads.
 */
final class ProxyLoop {

  /** A callback for a channel that is ready for a selected operation. */
  interface Ready {
    void ready(SelectionKey key);
  }

  private record Timer(long due, Runnable task) {}

  private static final long PATIENCE_SECONDS = 10;

  private final Selector selector;
  private final Thread thread;
  private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
  private final PriorityQueue<Timer> timers =
      new PriorityQueue<>(Comparator.comparingLong(Timer::due));
  private volatile boolean stopped;
  private volatile @Nullable RuntimeException failure;

  ProxyLoop(String name) {
    try {
      selector = Selector.open();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    thread = new Thread(this::run, name);
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  SelectionKey register(SelectableChannel channel, int operations, Ready ready) throws IOException {
    channel.configureBlocking(false);
    return channel.register(selector, operations, ready);
  }

  /** Runs {@code task} after the given delay, unless the loop ends before. */
  void schedule(Duration after, Runnable task) {
    timers.add(new Timer(System.nanoTime() + after.toNanos(), task));
  }

  /** Runs {@code task} on the loop, and returns immediately. Thread-safe. */
  void execute(Runnable task) {
    tasks.add(task);
    selector.wakeup();
  }

  /** Runs {@code task} on the loop, and returns after its end. Thread-safe. */
  void call(Runnable task) {
    if (Thread.currentThread() == thread || stopped) {
      task.run();
      return;
    }
    CompletableFuture<Void> done = new CompletableFuture<>();
    execute(
        () -> {
          task.run();
          done.complete(null);
        });
    try {
      done.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    } catch (RuntimeException e) {
      throw new IllegalStateException(
          "the proxy's thread did not run the task within " + PATIENCE_SECONDS + " s", e);
    }
  }

  /**
   * Stops the thread, and waits for its end.
   *
   * @throws IllegalStateException if an earlier task of the proxy failed
   */
  void stop() {
    stopped = true;
    selector.wakeup();
    try {
      thread.join(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (failure != null) {
      throw new IllegalStateException("a task of the proxy failed", failure);
    }
  }

  private void run() {
    try (selector) {
      while (!stopped) {
        selector.select(millisToNextTimer());
        runTasks();
        runTimers();
        List<SelectionKey> ready = new ArrayList<>(selector.selectedKeys());
        selector.selectedKeys().clear();
        for (SelectionKey key : ready) {
          if (key.isValid()) {
            guarded(() -> ((Ready) key.attachment()).ready(key));
          }
        }
      }
      runTasks();
    } catch (IOException e) {
      failure = new UncheckedIOException(e);
    }
  }

  private void runTasks() {
    for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
      guarded(task);
    }
  }

  private void runTimers() {
    long now = System.nanoTime();
    for (Timer next = timers.peek(); next != null && next.due - now <= 0; next = timers.peek()) {
      timers.remove();
      guarded(next.task);
    }
  }

  /**
   * Returns the time to the next timer, rounded up, so that the timer is due after the select. At
   * least 1 with a timer, because 0 means no limit.
   */
  private long millisToNextTimer() {
    Timer next = timers.peek();
    return next == null
        ? 0
        : Math.max(1, TimeUnit.NANOSECONDS.toMillis(next.due - System.nanoTime() + 999_999));
  }

  /** Keeps a failure from affecting other connections. {@link #stop} reports it. */
  private void guarded(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException e) {
      failure = e;
    }
  }
}
