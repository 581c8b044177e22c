package io.pushchannel.spi;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
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

    /** On the loop. */
    public void remove(Runnable reader) {
      readers.remove(reader);
    }

    /** Backwards, because a reader may leave, or make another leave, while it is called. */
    private void callAll() {
      signalled.set(false);
      for (int i = readers.size() - 1; i >= 0; i = Math.min(i, readers.size()) - 1) {
        try {
          readers.get(i).run();
        } catch (RuntimeException e) {
          log.error("A reader failed; the others go on", e);
        }
      }
    }
  }

  private static final Logger log = LoggerFactory.getLogger(Drain.class);

  private final Executor loop;
  private final Executor afterOthers;
  private final ConcurrentLinkedQueue<Readers> ready = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean rung = new AtomicBoolean();
  private final List<Readers> turn = new ArrayList<>();
  private final Runnable wake = this::callReady;

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
      loop.execute(wake);
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
