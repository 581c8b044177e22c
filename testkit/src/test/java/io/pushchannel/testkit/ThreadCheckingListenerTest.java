package io.pushchannel.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pushchannel.Cursor;
import io.pushchannel.Message;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.Test;

class ThreadCheckingListenerTest {

  private static final Message MESSAGE = new Message(Cursor.parse("epoch-1"), "a", "x");

  private final ThreadCheckingListener listener = new ThreadCheckingListener();

  @Test
  void hasNothingToSayOfOneCallAtATimeUnderNoLock() {
    listener.onMessage(MESSAGE);
    listener.onMessage(MESSAGE);
    assertEquals(Set.of(Thread.currentThread()), listener.threads());
    assertEquals(Set.of(), listener.overlaps());
    assertEquals(Set.of(), listener.locks());
  }

  @Test
  void seesASecondCallerWhileAnotherIsInside() throws InterruptedException {
    Thread[] callers = new Thread[8];
    for (int i = 0; i < callers.length; i++) {
      callers[i] = new Thread(() -> repeat(1000), "caller");
    }
    for (Thread caller : callers) {
      caller.start();
    }
    for (Thread caller : callers) {
      caller.join();
    }
    assertTrue(listener.threads().size() > 1);
    assertEquals(Set.of("caller"), listener.overlaps());
  }

  @Test
  void seesMonitorsAndLocks() {
    ReentrantLock lock = new ReentrantLock();
    lock.lock();
    try {
      synchronized (this) {
        listener.onMessage(MESSAGE);
      }
    } finally {
      lock.unlock();
    }
    assertEquals(2, listener.locks().size());
    assertTrue(listener.locks().toString().contains("ReentrantLock"), listener.locks()::toString);
    assertTrue(listener.locks().toString().contains(getClass().getName()));
  }

  private void repeat(int times) {
    for (int i = 0; i < times && listener.overlaps().isEmpty(); i++) {
      listener.onMessage(MESSAGE);
    }
  }
}
