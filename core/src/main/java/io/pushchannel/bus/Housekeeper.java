package io.pushchannel.bus;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Evicts old messages about once per second, on a daemon thread of its own. */
final class Housekeeper {

  private static final Logger log = LoggerFactory.getLogger(Housekeeper.class);
  private static final long MAX_PERIOD = 1000;
  private static final long MIN_PERIOD = 20;

  private final ScheduledExecutorService thread;

  private Housekeeper(ScheduledExecutorService thread) {
    this.thread = thread;
  }

  /** Runs {@code task} once per second, or ten times per {@code age} if that is more often. */
  static Housekeeper start(Runnable task, Duration age) {
    long period = Math.max(MIN_PERIOD, Math.min(MAX_PERIOD, age.toMillis() / 10));
    var thread =
        Executors.newSingleThreadScheduledExecutor(
            run -> {
              Thread housekeeper = new Thread(run, "pushchannel-bus");
              housekeeper.setDaemon(true);
              return housekeeper;
            });
    thread.scheduleWithFixedDelay(lasting(task), period, period, TimeUnit.MILLISECONDS);
    return new Housekeeper(thread);
  }

  /**
   * Wraps a task so that it runs again after a failure, such as exhausted memory. Logs the first
   * failure only.
   */
  private static Runnable lasting(Runnable task) {
    AtomicBoolean said = new AtomicBoolean();
    return () -> {
      try {
        task.run();
      } catch (Throwable e) {
        if (!said.getAndSet(true)) {
          log.error(
              "Eviction by age failed; it is retried, and further failures are not logged", e);
        }
      }
    };
  }

  void stop() {
    thread.shutdownNow();
  }
}
