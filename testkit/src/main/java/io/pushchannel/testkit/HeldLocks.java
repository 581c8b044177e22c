package io.pushchannel.testkit;

import java.lang.management.LockInfo;
import java.lang.management.ManagementFactory;
import java.lang.management.MonitorInfo;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.LinkedHashSet;
import java.util.Set;

/** Which locks a thread holds. */
final class HeldLocks {

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private HeldLocks() {}

  /**
   * The classes of the monitors and locks that the calling thread holds. Empty for a virtual
   * thread, of which the JVM does not tell.
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
