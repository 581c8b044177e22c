package io.pushchannel.testkit;

import java.lang.management.LockInfo;
import java.lang.management.ManagementFactory;
import java.lang.management.MonitorInfo;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.LinkedHashSet;
import java.util.Set;

/** Finds the locks that a thread holds. */
final class HeldLocks {

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private HeldLocks() {}

  /**
   * Returns the classes of the monitors and locks that the calling thread holds. Empty for a
   * virtual thread, because the JVM does not report its locks.
   */
  static Set<String> ofThisThread() {
    Set<String> held = new LinkedHashSet<>();
    long[] self = {Thread.currentThread().getId()};
    for (ThreadInfo info : THREADS.getThreadInfo(self, true, true)) {
      if (info != null) {
        for (MonitorInfo monitor : info.getLockedMonitors()) {
          held.add(monitor.getClassName() + " in " + monitor.getLockedStackFrame());
        }
        for (LockInfo lock : info.getLockedSynchronizers()) {
          held.add(lock.getClassName());
        }
      }
    }
    return held;
  }
}
