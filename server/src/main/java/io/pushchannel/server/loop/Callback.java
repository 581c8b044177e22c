package io.pushchannel.server.loop;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Calls code of transports and applications; an exception ends only the exchange in question. */
public final class Callback {

  private static final Logger log = LoggerFactory.getLogger(Callback.class);

  private Callback() {}

  /** Runs {@code task}; what it throws is logged, and then {@code afterwards} runs. */
  public static void run(Runnable task, Runnable afterwards) {
    try {
      task.run();
    } catch (Throwable e) {
      log.error("A callback failed; the others go on", e);
      afterwards.run();
    }
  }

  /** One task that runs both, even if the first fails. Most streams have only one. */
  public static Runnable both(@Nullable Runnable first, Runnable second) {
    Objects.requireNonNull(second, "task");
    if (first == null) {
      return second;
    }
    return () -> {
      run(first);
      run(second);
    };
  }

  /** Runs {@code task}; what it throws is logged. */
  public static void run(Runnable task) {
    run(task, () -> {});
  }
}
