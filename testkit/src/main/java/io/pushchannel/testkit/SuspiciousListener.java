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
 * Looks at whoever calls it: on which threads, whether one at a time, and, the first time that it
 * is called so, under which locks: to find out the JVM stops and walks the heap.
 */
final class SuspiciousListener extends RecordingListener {

  /** For a second caller, if there is one, to come in; in nanoseconds. */
  private static final long LONG_ENOUGH = 50_000;

  private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
  private final Set<String> locks = ConcurrentHashMap.newKeySet();
  private final Set<String> kinds = ConcurrentHashMap.newKeySet();
  private final Set<String> overlaps = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean inside = new AtomicBoolean();

  @Override
  public void onMessage(Message message) {
    look("message", () -> super.onMessage(message));
  }

  @Override
  public void onGap(Gap gap) {
    look("gap", () -> super.onGap(gap));
  }

  @Override
  public void onState(PushState state, @Nullable Exception cause) {
    look(state.name(), () -> super.onState(state, cause));
  }

  @Override
  public void onClosed(CloseReason reason) {
    look("closed", () -> super.onClosed(reason));
  }

  /** Who has called. */
  Set<Thread> threads() {
    return new LinkedHashSet<>(threads);
  }

  /** Who has called while somebody else did. */
  Set<String> overlaps() {
    return new LinkedHashSet<>(overlaps);
  }

  /** The locks that callers held, as far as the JVM tells. */
  Set<String> locks() {
    return new LinkedHashSet<>(locks);
  }

  private void look(String kind, Runnable call) {
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
