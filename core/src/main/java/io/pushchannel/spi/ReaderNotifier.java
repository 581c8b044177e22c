package io.pushchannel.spi;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Coalesces wake-ups of one event loop: any number of publishes while the loop is busy causes a
 * single task, which calls every reader with new messages. One per loop.
 */
public final class ReaderNotifier {

  /** The readers of one topic on one loop: signalled together. */
  public final class ReaderGroup {
    private final List<Runnable> readers = new ArrayList<>();
    private final AtomicBoolean signalled = new AtomicBoolean();

    /** Number of readers, from the first, that are still to be called in this turn. */
    private int left;

    private ReaderGroup() {}

    /** Signals new messages to the readers. May be called from any thread; never blocks. */
    public void signal() {
      if (!signalled.getAndSet(true)) {
        ready.add(this);
        ring();
      }
    }

    /** On the loop. */
    public void add(Runnable reader) {
      readers.add(reader);
    }

    /** On the loop. Cheap for one that is being called, and for the last that was added. */
    public void remove(Runnable reader) {
      int place = readers.lastIndexOf(reader);
      if (place >= 0) {
        readers.remove(place);
      }
    }

    /** From now on a signal means another turn. */
    private void beginTurn() {
      signalled.set(false);
      left = readers.size();
    }

    /**
     * Calls the remaining readers until {@code end}. The order is backwards, because a call may
     * remove this or another reader; a reader may then be called twice.
     *
     * @return true if all have been called
     */
    private boolean callUntil(long end) {
      for (left = Math.min(left, readers.size()); left > 0; left = Math.min(left, readers.size())) {
        if (System.nanoTime() - end >= 0) {
          return false;
        }
        left--;
        try {
          readers.get(left).run();
        } catch (Throwable e) { // also an Error: otherwise this notifier would never signal again
          failures.failed(e);
        }
      }
      return true;
    }
  }

  private static final Logger log = LoggerFactory.getLogger(ReaderNotifier.class);

  /** Maximum time for calls of readers before the loop serves its sockets, plus one call. */
  private static final long SLICE_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

  private final Executor loop;
  private final Executor afterOthers;
  private final ConcurrentLinkedQueue<ReaderGroup> ready = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean rung = new AtomicBoolean();
  private final List<ReaderGroup> turn = new ArrayList<>();
  private final Runnable wake = this::callReady;

  /** Without memory every reader may fail at every message. */
  private final FailureLog failures = new FailureLog(log, "A reader failed; the others continue");

  /**
   * Creates a notifier for a loop.
   *
   * @param loop runs tasks one at a time, in order
   */
  public ReaderNotifier(Executor loop) {
    this(loop, loop);
  }

  /**
   * Creates a notifier for a loop that also serves sockets.
   *
   * @param loop runs tasks one at a time, in order
   * @param afterOthers runs a task on the same loop after it has served its sockets; used when
   *     readers are signalled during a turn, or when a turn takes long, so that a busy publisher
   *     cannot keep the loop from accepting and reading
   */
  public ReaderNotifier(Executor loop, Executor afterOthers) {
    this.loop = loop;
    this.afterOthers = afterOthers;
  }

  /** Runs {@code task} on the loop, later. From any thread. */
  public void execute(Runnable task) {
    loop.execute(task);
  }

  /** The readers of one more topic. From any thread. */
  public ReaderGroup newReaders() {
    return new ReaderGroup();
  }

  private void beginTurn() {
    for (ReaderGroup next = ready.poll(); next != null; next = ready.poll()) {
      next.beginTurn();
      turn.add(next);
    }
    Collections.reverse(turn); // it is taken from the end
  }

  private void ring() {
    if (!rung.getAndSet(true)) {
      wake(loop);
    }
  }

  private void wake(Executor executor) {
    try {
      executor.execute(wake);
    } catch (RejectedExecutionException e) {
      log.debug("The event loop has ended; its readers are not called");
    }
  }

  /**
   * Calls the readers that were signalled when the turn began, for a limited time, and continues
   * after the loop has served its sockets. Later signals wait for the next turn.
   */
  private void callReady() {
    if (turn.isEmpty()) {
      beginTurn();
    }
    long end = System.nanoTime() + SLICE_NANOS;
    while (!turn.isEmpty()) {
      if (!turn.get(turn.size() - 1).callUntil(end)) {
        wake(afterOthers);
        return;
      }
      turn.remove(turn.size() - 1);
    }
    rung.set(false);
    if (!ready.isEmpty() && !rung.getAndSet(true)) {
      wake(afterOthers);
    }
  }
}
