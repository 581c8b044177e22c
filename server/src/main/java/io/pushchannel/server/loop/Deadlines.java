package io.pushchannel.server.loop;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * All the time-outs of one event loop behind one timer: a wheel of buckets, so that setting one and
 * cancelling it cost the same however many there are. A task runs up to one tick late, never early.
 * Confined to its loop.
 */
public final class Deadlines {

  static final long TICK_MILLIS = 100;

  private static final int BUCKETS = 512;

  /** One time-out, in the ring of its bucket. */
  public static final class Deadline {
    private final long tick;
    private final @Nullable Runnable task;
    private Deadline previous = this;
    private Deadline next = this;

    private Deadline(long tick, @Nullable Runnable task) {
      this.tick = tick;
      this.task = task;
    }

    /** Cancels it; does nothing if it has run. */
    public void cancel() {
      previous.next = next;
      next.previous = previous;
      previous = this;
      next = this;
    }

    /** Returns true until it has run or been cancelled. */
    public boolean isPending() {
      return next != this;
    }

    private void insertBefore(Deadline head) {
      previous = head.previous;
      next = head;
      previous.next = this;
      head.previous = this;
    }
  }

  private final LongSupplier nanos;
  private final Deadline[] buckets = new Deadline[BUCKETS];
  private final List<Deadline> due = new ArrayList<>();
  private long done;

  public Deadlines(LongSupplier nanos) {
    this.nanos = nanos;
    this.done = tick();
    for (int i = 0; i < BUCKETS; i++) {
      buckets[i] = new Deadline(0, null);
    }
  }

  /** Runs {@code task} after {@code millis}. */
  public Deadline after(long millis, Runnable task) {
    Deadline deadline = new Deadline((now() + Math.max(0, millis)) / TICK_MILLIS + 1, task);
    deadline.insertBefore(bucket(deadline.tick));
    return deadline;
  }

  /** Runs what is due. To be called once a tick. */
  public void run() {
    long now = tick();
    // after a pause longer than a turn of the wheel, one turn sees every bucket
    for (long tick = Math.max(done + 1, now - BUCKETS + 1); tick <= now; tick++) {
      runDue(bucket(tick), now);
    }
    done = now;
  }

  /** Collects the due tasks first, because a task may add and cancel others. */
  private void runDue(Deadline head, long now) {
    for (Deadline deadline = head.next; deadline != head; deadline = deadline.next) {
      if (deadline.tick <= now) {
        due.add(deadline);
      }
    }
    for (Deadline deadline : due) {
      if (deadline.isPending() && deadline.task != null) {
        deadline.cancel();
        Callback.run(deadline.task);
      }
    }
    due.clear();
  }

  private Deadline bucket(long tick) {
    return buckets[(int) Math.floorMod(tick, (long) BUCKETS)];
  }

  private long tick() {
    return now() / TICK_MILLIS;
  }

  /** The time, in milliseconds from any origin. */
  long now() {
    return TimeUnit.NANOSECONDS.toMillis(nanos.getAsLong());
  }
}
