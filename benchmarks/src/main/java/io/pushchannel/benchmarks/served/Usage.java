package io.pushchannel.benchmarks.served;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import io.netty.util.internal.PlatformDependent;
import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The resources that a process has used so far or uses now. Unknown values are null.
 *
 * @param cpuNanos CPU time of all threads
 * @param allocatedBytes heap bytes allocated by the live threads
 * @param heapUsedAfterGc used heap in bytes after a garbage collection
 * @param direct bytes of memory outside the heap known to the JVM or Netty
 * @param writes number of system calls that wrote to sockets or files
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Usage(
    long cpuNanos,
    @Nullable Long allocatedBytes,
    @Nullable Long heapUsedAfterGc,
    @Nullable Long direct,
    @Nullable Long writes) {

  private static final OperatingSystemMXBean SYSTEM =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
  private static final ThreadMXBean THREADS =
      ManagementFactory.getPlatformMXBean(ThreadMXBean.class);
  private static final Path IO = Path.of("/proc/self/io");

  /** Returns the CPU time of this process. Cheap. */
  public static long cpu() {
    return SYSTEM.getProcessCpuTime();
  }

  /** Returns the usage of this process without a garbage collection. */
  public static Usage now() {
    return new Usage(SYSTEM.getProcessCpuTime(), allocated(), null, directBytes(), writeCalls());
  }

  /** Returns the usage of this process after a garbage collection. */
  public static Usage afterGc() {
    System.gc();
    System.gc(); // the second collection frees what the first one enqueued
    return new Usage(
        SYSTEM.getProcessCpuTime(),
        allocated(),
        ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed(),
        directBytes(),
        writeCalls());
  }

  /** Returns the difference, or NaN if either value is unknown. */
  public static double difference(@Nullable Long after, @Nullable Long before) {
    return after == null || before == null ? Double.NaN : after - before;
  }

  /** Sums up the allocations of all live threads. The count of a thread is lost when it ends. */
  private static long allocated() {
    long[] bytes = THREADS.getThreadAllocatedBytes(THREADS.getAllThreadIds());
    return Arrays.stream(bytes).filter(each -> each > 0).sum();
  }

  private static long directBytes() {
    long netty = Math.max(0, PlatformDependent.usedDirectMemory());
    return netty
        + ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
            .filter(pool -> pool.getName().equals("direct"))
            .mapToLong(BufferPoolMXBean::getMemoryUsed)
            .sum();
  }

  private static @Nullable Long writeCalls() {
    try {
      return Files.readAllLines(IO).stream()
          .filter(line -> line.startsWith("syscw: "))
          .map(line -> Long.valueOf(line.substring("syscw: ".length())))
          .findFirst()
          .orElse(null);
    } catch (IOException e) {
      return null; // not Linux, or I/O accounting is disabled
    }
  }
}
