package io.pushchannel.server.loop;

import io.netty.channel.EventLoop;
import io.pushchannel.server.ServerLimits;
import io.pushchannel.spi.ReaderNotifier;
import io.pushchannel.wire.WireBuffer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The objects that the connections of one event loop share: notifier, deadlines, and the set of
 * connections.
 */
public final class Loop {

  private static final Logger log = LoggerFactory.getLogger(Loop.class);

  public final EventLoop executor;
  public final ReaderNotifier notifier;
  public final Deadlines deadlines = new Deadlines(System::nanoTime);
  public final ServerLimits limits;
  public final MemoryBudget held;
  public final ServerCounters counters;
  public final UnsentResponses unsent;
  public final FlushBatcher flushes;

  /** Holds the headers of one response at a time. */
  public final WireBuffer head = new WireBuffer();

  private final Set<Runnable> closers = new LinkedHashSet<>();
  private boolean closing;

  public Loop(EventLoop executor, ServerLimits limits, MemoryBudget held, ServerCounters counters) {
    this.executor = executor;
    this.limits = limits;
    this.held = held;
    this.counters = counters;
    this.unsent = new UnsentResponses(limits, held, counters);
    this.flushes = new FlushBatcher(executor);
    this.notifier = new ReaderNotifier(executor, this::afterInput);
    executor.scheduleAtFixedRate(
        deadlines::run, Deadlines.TICK_MILLIS, Deadlines.TICK_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** Netty checks due timers only after its sockets, but may run plain tasks for up to a second. */
  private void afterInput(Runnable task) {
    executor.schedule(task, 0, TimeUnit.NANOSECONDS);
  }

  /** Returns true on the thread of the loop. */
  public boolean isCurrent() {
    return executor.inEventLoop();
  }

  /**
   * Requires that this is the thread of the loop.
   *
   * @throws IllegalStateException naming {@code method}, which was called
   */
  public void require(String method) {
    if (!isCurrent()) {
      throw new IllegalStateException(
          method
              + " must be called on the event loop of the exchange, was called on "
              + Thread.currentThread().getName()
              + "; use run");
    }
  }

  /** Runs {@code task} on the loop, unless the loop has ended and its connections with it. */
  public void execute(Runnable task) {
    try {
      executor.execute(task);
    } catch (RejectedExecutionException e) {
      log.debug("The event loop has ended; a task is dropped", e);
    }
  }

  public boolean isClosing() {
    return closing;
  }

  /** Calls {@code closer} when the server is about to close, unless it is removed before. */
  public void onClosing(Runnable closer) {
    closers.add(closer);
    if (closing) {
      execute(() -> callIfPresent(closer));
    }
  }

  public void removeOnClosing(Runnable closer) {
    closers.remove(closer);
  }

  /** Announces to all connections that the server is about to close. On the loop. */
  public void beginClosing() {
    closing = true;
    new ArrayList<>(closers).forEach(this::callIfPresent);
  }

  private void callIfPresent(Runnable closer) {
    if (closers.remove(closer)) {
      Callback.run(closer);
    }
  }
}
