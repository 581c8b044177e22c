package io.pushchannel.examples;

import com.sun.management.OperatingSystemMXBean;
import io.pushchannel.MessageBus;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;

/**
 * A stream that does not end: publishes the load of this process as JSON at a fixed interval until
 * it is closed.
 *
 * <pre>{@code
 * try (PerformanceMonitor monitor =
 *     new PerformanceMonitor(bus, "performance", () -> server.statistics().connections(), Duration.ofSeconds(1))) {
 *   // until the application ends
 * }
 * }</pre>
 */
public final class PerformanceMonitor implements AutoCloseable {

  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(PerformanceMonitor::daemon);
  private final IntSupplier connections;

  /**
   * The published message, encoded as JSON.
   *
   * @param at time of the sample in ISO 8601
   * @param cpu recent share of all processors used by this process, 0 to 1; negative if unknown
   * @param heapBytes used heap in bytes
   * @param heapMaxBytes maximum heap in bytes; negative if undefined
   * @param threads number of live threads
   * @param connections number of open connections
   */
  public record Sample(
      String at, double cpu, long heapBytes, long heapMaxBytes, int threads, int connections) {}

  /**
   * Starts a daemon thread that publishes the first sample immediately.
   *
   * @param connections returns the number of open connections; called once per sample
   * @param every time between two samples
   */
  public PerformanceMonitor(MessageBus bus, String topic, IntSupplier connections, Duration every) {
    this.connections = connections;
    clock.scheduleAtFixedRate(
        () -> bus.publishJson(topic, sample()), 0, every.toMillis(), TimeUnit.MILLISECONDS);
  }

  private Sample sample() {
    MemoryUsage heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
    return new Sample(
        Instant.now().toString(),
        ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuLoad(),
        heap.getUsed(),
        heap.getMax(),
        ManagementFactory.getThreadMXBean().getThreadCount(),
        connections.getAsInt());
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "performance-monitor");
    thread.setDaemon(true);
    return thread;
  }

  /** Stops publishing. The bus stays open. */
  @Override
  public void close() {
    clock.shutdownNow();
  }
}
