package io.pushchannel.testkit;

import io.pushchannel.CloseReason;
import io.pushchannel.Gap;
import io.pushchannel.Message;
import io.pushchannel.PushState;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A listener that records the threads of its calls, overlapping calls, and held locks. It checks
 * locks only at the first call of each kind, because the JVM stops and walks the heap to find them.
 */
final class ThreadCheckingListener extends RecordingListener {

  /** Duration of each call in nanoseconds, so that a concurrent caller can overlap. */
  private static final long LONG_ENOUGH = 50_000;

  private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
  private final Set<String> locks = ConcurrentHashMap.newKeySet();
  private final Set<String> kinds = ConcurrentHashMap.newKeySet();
  private final Set<String> overlaps = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean inside = new AtomicBoolean();

  @Override
  public void onMessage(Message message) {
    check("message", () -> super.onMessage(message));
  }

  @Override
  public void onGap(Gap gap) {
    check("gap", () -> super.onGap(gap));
  }

  @Override
  public void onState(PushState state, @Nullable Exception cause) {
    check(state.name(), () -> super.onState(state, cause));
  }

  @Override
  public void onClosed(CloseReason reason) {
    check("closed", () -> super.onClosed(reason));
  }

  /** Returns the calling threads. */
  Set<Thread> threads() {
    return new LinkedHashSet<>(threads);
  }

  /** Returns the names of threads that called during another call. */
  Set<String> overlaps() {
    return new LinkedHashSet<>(overlaps);
  }

  /** Returns the locks that callers held, as far as the JVM reports them. */
  Set<String> locks() {
    return new LinkedHashSet<>(locks);
  }

  private void check(String kind, Runnable call) {
    Thread caller = Thread.currentThread();
    boolean first = inside.compareAndSet(false, true);
    if (!first) {
      overlaps.add(caller.getName());
    }
    threads.add(caller);
    LockSupport.parkNanos(LONG_ENOUGH);
    if (kinds.add(kind)) {
      locks.addAll(HeldLocks.ofThisThread());
    }
    call.run();
    if (first) {
      inside.set(false);
    }
  }
}
