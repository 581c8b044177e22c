package io.pushchannel.bus;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Tidies a bus up, about once a second, on a daemon thread of its own. */
final class Housekeeper {

  private static final long MAX_PERIOD = 1000;
  private static final long MIN_PERIOD = 20;

  private final ScheduledExecutorService thread;

  private Housekeeper(ScheduledExecutorService thread) {
    this.thread = thread;
  }

  /**
   * Starts to run {@code task}: once a second, or ten times in an {@code age} if that is oftener.
   */
  static Housekeeper start(Runnable task, Duration age) {
    long period = Math.max(MIN_PERIOD, Math.min(MAX_PERIOD, age.toMillis() / 10));
    var thread =
        Executors.newSingleThreadScheduledExecutor(
            run -> {
              Thread housekeeper = new Thread(run, "pushchannel-bus");
              housekeeper.setDaemon(true);
              return housekeeper;
            });
    thread.scheduleWithFixedDelay(task, period, period, TimeUnit.MILLISECONDS);
    return new Housekeeper(thread);
  }

  void stop() {
    thread.shutdownNow();
  }
}
