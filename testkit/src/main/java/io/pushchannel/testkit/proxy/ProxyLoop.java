package io.pushchannel.testkit.proxy;

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
 * The one thread of a proxy: sockets that are ready, tasks from other threads, and timers. All but
 * {@link #execute}, {@link #call} and {@link #stop} is for this thread only.
 */
final class ProxyLoop {

  /** What to do when a channel is ready for what it waits for. */
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

  /** Runs {@code task} after so long, unless the loop ends before. */
  void schedule(Duration after, Runnable task) {
    timers.add(new Timer(System.nanoTime() + after.toNanos(), task));
  }

  /** Runs {@code task} soon. From any thread. */
  void execute(Runnable task) {
    tasks.add(task);
    selector.wakeup();
  }

  /** Runs {@code task} and returns when that is done. From any thread. */
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
      throw new IllegalStateException("the proxy's thread does not answer", e);
    }
  }

  /**
   * Ends the thread and waits for that.
   *
   * @throws IllegalStateException if the proxy itself failed in what it did before
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
      throw new IllegalStateException("the proxy failed", failure);
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

  /** At least 1, because 0 is for ever; rounded up, so that a timer is due when it is looked at. */
  private long millisToNextTimer() {
    Timer next = timers.peek();
    return next == null
        ? 0
        : Math.max(1, TimeUnit.NANOSECONDS.toMillis(next.due - System.nanoTime() + 999_999));
  }

  /** One connection's failure is not the others'; it is told when the proxy is stopped. */
  private void guarded(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException e) {
      failure = e;
    }
  }
}
