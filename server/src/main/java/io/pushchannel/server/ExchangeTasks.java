package io.pushchannel.server;

import io.pushchannel.server.loop.Callback;
import io.pushchannel.server.loop.Deadlines;
import io.pushchannel.server.loop.Loop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The tasks that wait for the end of an exchange, for a delay, or for the server to close. Most
 * exchanges have none. Confined to the exchange's loop.
 */
final class ExchangeTasks {

  private final Loop loop;
  private final List<Deadlines.Deadline> scheduled = new ArrayList<>(1);
  private @Nullable Runnable onEnd;

  /** Removes the tasks that wait for the server to close. */
  private @Nullable Runnable cleanup;

  ExchangeTasks(Loop loop) {
    this.loop = loop;
  }

  void onEnd(Runnable task) {
    onEnd = Callback.both(onEnd, task);
  }

  void onClosing(Runnable task) {
    loop.onClosing(task);
    cleanup = Callback.both(cleanup, () -> loop.removeOnClosing(task));
  }

  void schedule(Duration delay, Runnable task) {
    scheduled.removeIf(deadline -> !deadline.isPending());
    scheduled.add(loop.deadlines.after(delay.toMillis(), task));
  }

  /** Runs the tasks for the end; the others never run. */
  void end() {
    scheduled.forEach(Deadlines.Deadline::cancel);
    if (cleanup != null) {
      cleanup.run();
    }
    if (onEnd != null) {
      Callback.run(onEnd);
    }
  }
}
