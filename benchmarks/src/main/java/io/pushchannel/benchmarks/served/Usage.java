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
 * What a process has used so far, or uses now. What it cannot know is null.
 *
 * @param cpuNanos processor time of all its threads
 * @param allocatedBytes on the heap, by the threads that are alive
 * @param heapUsedAfterGc in bytes
 * @param direct bytes of memory outside the heap that the JVM or Netty knows of
 * @param writes system calls that wrote, to sockets or elsewhere
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

  /** Processor time of this process: cheap. */
  public static long cpu() {
    return SYSTEM.getProcessCpuTime();
  }

  /** Of this process, without collecting garbage. */
  public static Usage now() {
    return new Usage(SYSTEM.getProcessCpuTime(), allocated(), null, directBytes(), writeCalls());
  }

  /** Of this process, after the garbage is collected. */
  public static Usage afterGc() {
    System.gc();
    System.gc(); // what the first one enqueued is gone after the second
    return new Usage(
        SYSTEM.getProcessCpuTime(),
        allocated(),
        ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed(),
        directBytes(),
        writeCalls());
  }

  /** How much more it became; not a number, if either is not known. */
  public static double difference(@Nullable Long after, @Nullable Long before) {
    return after == null || before == null ? Double.NaN : after - before;
  }

  /** What each thread that is alive has allocated; a thread that ended took its count along. */
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
      return null; // not Linux, or no accounting of it
    }
  }
}
