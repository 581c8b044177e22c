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
 * A stream that does not end: how this process is doing, as JSON, again and again until closed.
 *
 * <pre>{@code
 * try (PerformanceMonitor monitor =
 *     new PerformanceMonitor(bus, "performance", server::connections, Duration.ofSeconds(1))) {
 *   // until the application ends
 * }
 * }</pre>
 */
public final class PerformanceMonitor implements AutoCloseable {

  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(PerformanceMonitor::daemon);
  private final IntSupplier connections;

  /**
   * What goes over the topic, as JSON.
   *
   * @param at when, as ISO 8601
   * @param cpu which share of all processors this process used lately, 0 to 1; below 0 if unknown
   * @param heapBytes in use
   * @param heapMaxBytes that may be used; below 0 if nobody said
   * @param threads that live
   * @param connections that are open
   */
  public record Sample(
      String at, double cpu, long heapBytes, long heapMaxBytes, int threads, int connections) {}

  /**
   * Begins at once.
   *
   * @param connections asked for each sample
   * @param every how often
   */
  public PerformanceMonitor(MessageBus bus, String topic, IntSupplier connections, Duration every) {
    this.connections = connections;
    clock.scheduleAtFixedRate(
        () -> bus.publish(topic, sample()), 0, every.toMillis(), TimeUnit.MILLISECONDS);
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

  /** Publishes no more. The bus stays open. */
  @Override
  public void close() {
    clock.shutdownNow();
  }
}
