package io.pushchannel.spi;

import java.util.ArrayList;
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
public final class Drain {

  /** The readers of one topic on one loop: signalled together. */
  public final class Readers {
    private final List<Runnable> readers = new ArrayList<>();
    private final AtomicBoolean signalled = new AtomicBoolean();

    private Readers() {}

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

    /** Backwards, because a reader may leave, or make another leave, while it is called. */
    private void callAll() {
      signalled.set(false);
      for (int i = readers.size() - 1; i >= 0; i = Math.min(i, readers.size()) - 1) {
        try {
          readers.get(i).run();
        } catch (Throwable e) { // an error too, or this bell would ring no more
          sayFailed(e);
        }
      }
    }
  }

  private static final Logger log = LoggerFactory.getLogger(Drain.class);
  private static final long QUIET_NANOS = TimeUnit.MINUTES.toNanos(1);

  private final Executor loop;
  private final Executor afterOthers;
  private final ConcurrentLinkedQueue<Readers> ready = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean rung = new AtomicBoolean();
  private final List<Readers> turn = new ArrayList<>();
  private final Runnable wake = this::callReady;
  private long saidFailed;

  /** The bell of the loop that runs what {@code loop} is given: one task at a time, in order. */
  public Drain(Executor loop) {
    this(loop, loop);
  }

  /**
   * The bell of a loop that has sockets to look after too.
   *
   * @param loop runs tasks one at a time, in order
   * @param afterOthers runs a task on the same loop, but after a look at the sockets: used to go on
   *     when readers were signalled while others were called, so that a busy publisher cannot keep
   *     the loop from accepting and reading
   */
  public Drain(Executor loop, Executor afterOthers) {
    this.loop = loop;
    this.afterOthers = afterOthers;
  }

  /** Runs {@code task} on the loop, later. From any thread. */
  public void execute(Runnable task) {
    loop.execute(task);
  }

  /** The readers of one more topic. From any thread. */
  public Readers newReaders() {
    return new Readers();
  }

  private void ring() {
    if (!rung.getAndSet(true)) {
      try {
        loop.execute(wake);
      } catch (RejectedExecutionException e) {
        log.debug("The loop has ended, and with it its readers; nobody is called");
      }
    }
  }

  /** Without memory every reader may fail at every message: that is one line a minute. */
  private void sayFailed(Throwable failure) {
    long now = System.nanoTime();
    if (saidFailed == 0 || now - saidFailed > QUIET_NANOS) {
      saidFailed = now;
      log.error("A reader failed; the others go on", failure);
    } else {
      log.debug("Another reader failed", failure);
    }
  }

  /** Calls those that were ready when it began. What is signalled meanwhile waits its turn. */
  private void callReady() {
    for (Readers next = ready.poll(); next != null; next = ready.poll()) {
      turn.add(next);
    }
    turn.forEach(Readers::callAll);
    turn.clear();
    rung.set(false);
    if (!ready.isEmpty() && !rung.getAndSet(true)) {
      afterOthers.execute(wake);
    }
  }
}
