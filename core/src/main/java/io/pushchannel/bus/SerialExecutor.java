package io.pushchannel.bus;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Runs tasks one at a time and in order, on the threads of another executor. It has at most one
 * task in the other executor's queue, and gives way to other users after each task.
 */
final class SerialExecutor implements Executor {

  private final Executor threads;
  private final ConcurrentLinkedQueue<Runnable> tasks = new ConcurrentLinkedQueue<>();
  private final AtomicInteger count = new AtomicInteger();

  SerialExecutor(Executor threads) {
    this.threads = threads;
  }

  @Override
  public void execute(Runnable task) {
    tasks.add(task);
    if (count.getAndIncrement() == 0) {
      threads.execute(this::runNext);
    }
  }

  private void runNext() {
    Runnable task = tasks.remove();
    try {
      task.run();
    } finally {
      if (count.decrementAndGet() > 0) {
        threads.execute(this::runNext);
      }
    }
  }
}
