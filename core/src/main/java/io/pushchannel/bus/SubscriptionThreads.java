package io.pushchannel.bus;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The executor of a bus's subscriptions: the application's, or daemon threads that end when idle.
 */
final class SubscriptionThreads {

  private static final int IDLE_SECONDS = 10;
  private static final AtomicInteger number = new AtomicInteger();

  private @Nullable Executor executor;

  SubscriptionThreads(@Nullable Executor executor) {
    this.executor = executor;
  }

  synchronized Executor executor() {
    Executor used = executor == null ? create() : executor;
    executor = used;
    return used;
  }

  /** Its queue is bounded by the number of subscriptions: each has at most one task in it. */
  private static Executor create() {
    int threads = Runtime.getRuntime().availableProcessors();
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            threads,
            threads,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            task -> {
              Thread thread =
                  new Thread(task, "pushchannel-subscription-" + number.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
    pool.allowCoreThreadTimeOut(true);
    return pool;
  }
}
