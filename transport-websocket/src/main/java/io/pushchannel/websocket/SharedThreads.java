package io.pushchannel.websocket;

import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Daemon threads that all WebSocket channels of a process share. They run short tasks: writing what
 * is queued, connecting to a further address, and reading while a listener waits for a publish. A
 * thread ends after 20 idle seconds.
 */
final class SharedThreads {

  private static final int KEPT_SECONDS = 20;
  private static final AtomicInteger number = new AtomicInteger();

  /** Unbounded, because a task may block on a socket. A connection runs at most two at a time. */
  private static final Executor ALL =
      new ThreadPoolExecutor(
          0,
          Integer.MAX_VALUE,
          KEPT_SECONDS,
          TimeUnit.SECONDS,
          new SynchronousQueue<>(),
          SharedThreads::create);

  private SharedThreads() {}

  static Executor all() {
    return ALL;
  }

  private static Thread create(Runnable task) {
    Thread thread = new Thread(task, "pushchannel-websocket-shared-" + number.incrementAndGet());
    thread.setDaemon(true);
    return thread;
  }
}
