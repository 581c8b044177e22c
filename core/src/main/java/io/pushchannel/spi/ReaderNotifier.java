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
 * The bell of one event loop. However many messages are published while the loop is busy, it is
 * woken once, and then brings every reader that has something new up to date. One per loop.
 */
public final class ReaderNotifier {

  /** The readers of one topic on one loop: signalled together. */
  public final class ReaderGroup {
    private final List<Runnable> readers = new ArrayList<>();
    private final AtomicBoolean signalled = new AtomicBoolean();

    /** So many, from the first on, are still to be called in this turn. */
    private int left;

    private ReaderGroup() {}

    /** Tells the readers that there is something new. From any thread, never blocks. */
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
     * Calls the readers, or goes on to, until {@code end}. Backwards, because a reader may leave,
     * or make another leave, while it is called or between two calls; then one may be called twice.
     *
     * @return whether all have been called
     */
    private boolean callUntil(long end) {
      for (left = Math.min(left, readers.size()); left > 0; left = Math.min(left, readers.size())) {
        if (System.nanoTime() - end >= 0) {
          return false;
        }
        left--;
        try {
          readers.get(left).run();
        } catch (Throwable e) { // an error too, or this bell would ring no more
          failures.failed(e);
        }
      }
      return true;
    }
  }

  private static final Logger log = LoggerFactory.getLogger(ReaderNotifier.class);

  /** So long at most, and one call, the loop's sockets wait for readers to be called. */
  private static final long SLICE_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

  private final Executor loop;
  private final Executor afterOthers;
  private final ConcurrentLinkedQueue<ReaderGroup> ready = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean rung = new AtomicBoolean();
  private final List<ReaderGroup> turn = new ArrayList<>();
  private final Runnable wake = this::callReady;

  /** Without memory every reader may fail at every message. */
  private final FailureLog failures = new FailureLog(log, "A reader failed; the others go on");

  /** The bell of the loop that runs what {@code loop} is given: one task at a time, in order. */
  public ReaderNotifier(Executor loop) {
    this(loop, loop);
  }

  /**
   * The bell of a loop that has sockets to look after too.
   *
   * @param loop runs tasks one at a time, in order
   * @param afterOthers runs a task on the same loop, but after a look at the sockets: used to go on
   *     when readers were signalled while others were called, or when there are so many that
   *     calling them takes long, so that a busy publisher cannot keep the loop from accepting and
   *     reading
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
      log.debug("The loop has ended, and with it its readers; nobody is called");
    }
  }

  /**
   * Calls those that were ready when the turn began, for a while, and then goes on after a look at
   * the sockets. What is signalled meanwhile waits for the next turn.
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
