package io.pushchannel.server;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Calls code that is not the server's own, so that what it throws harms nobody else. */
final class Callback {

  private static final Logger log = LoggerFactory.getLogger(Callback.class);

  private Callback() {}

  /** Runs {@code task}; what it throws is logged, and then {@code afterwards} runs. */
  static void run(Runnable task, Runnable afterwards) {
    try {
      task.run();
    } catch (Throwable e) {
      log.error("A callback failed; the others go on", e);
      afterwards.run();
    }
  }

  /** Runs {@code task}; what it throws is logged. */
  static void run(Runnable task) {
    run(task, () -> {});
  }
}
