package io.pushchannel.integration.hostile;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;

/**
 * What the process holds.
 *
 * @param heap bytes that are reachable
 * @param direct bytes of direct buffers
 * @param threads that live
 * @param files that are open; 0 where the system does not report it
 */
record Footprint(long heap, long direct, int threads, long files) {

  /** Looks, after the garbage has gone. */
  static Footprint now() {
    System.gc();
    long direct =
        ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
            .filter(pool -> pool.getName().equals("direct"))
            .mapToLong(BufferPoolMXBean::getMemoryUsed)
            .sum();
    var system = ManagementFactory.getOperatingSystemMXBean();
    return new Footprint(
        ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed(),
        direct,
        liveThreads(),
        system instanceof UnixOperatingSystemMXBean unix ? unix.getOpenFileDescriptorCount() : 0);
  }

  /** Without those of the library that waits here. */
  private static int liveThreads() {
    return (int)
        Thread.getAllStackTraces().keySet().stream()
            .filter(thread -> !thread.getName().startsWith("awaitility"))
            .count();
  }

  /** Requires that {@code later} holds no more than this, but for so many bytes. */
  void assertCovers(Footprint later, long slackBytes) {
    String both = "expected at most " + this + ", got " + later;
    assertTrue(later.heap <= heap + slackBytes, both);
    assertTrue(later.direct <= direct + slackBytes, both);
    assertTrue(later.threads <= threads, both);
    assertTrue(later.files <= files, both);
  }
}
