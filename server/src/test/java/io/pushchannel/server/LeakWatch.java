package io.pushchannel.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.netty.buffer.ByteBufAllocator;
import io.netty.util.ResourceLeakDetector;
import io.netty.util.ResourceLeakDetectorFactory;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Fails a test class after which a buffer of Netty's was forgotten: garbage before it was released.
 * JUnit finds it by itself (see {@code META-INF/services}), before Netty makes its first detector.
 */
public final class LeakWatch implements AfterAllCallback {

  private static final Queue<String> REPORTS = new ConcurrentLinkedQueue<>();

  private static final long PATIENCE_MILLIS = 2000;

  static {
    ResourceLeakDetectorFactory.setResourceLeakDetectorFactory(
        new ResourceLeakDetectorFactory() {
          @Override
          @SuppressWarnings("deprecation") // the one that is abstract
          public <T> ResourceLeakDetector<T> newResourceLeakDetector(
              Class<T> resource, int samplingInterval, long maxActive) {
            return new Reporting<>(resource, samplingInterval);
          }
        });
  }

  /** A detector that keeps what it would log. */
  private static final class Reporting<T> extends ResourceLeakDetector<T> {

    Reporting(Class<?> resource, int samplingInterval) {
      super(resource, samplingInterval);
    }

    @Override
    protected boolean needReport() {
      return true;
    }

    @Override
    protected void reportTracedLeak(String resourceType, String records) {
      REPORTS.add(resourceType + " was not released." + records);
    }

    @Override
    protected void reportUntracedLeak(String resourceType) {
      REPORTS.add(resourceType + " was not released");
    }
  }

  @Override
  public void afterAll(ExtensionContext context) throws InterruptedException {
    assertEquals(List.of(), takeLeaks(), "after " + context.getDisplayName());
  }

  /** What was found to have leaked since the last call, garbage of now included. */
  static List<String> takeLeaks() throws InterruptedException {
    collectGarbage();
    ByteBufAllocator.DEFAULT.directBuffer(1).release(); // a detector reports when it is used
    List<String> taken = new ArrayList<>();
    for (String report = REPORTS.poll(); report != null; report = REPORTS.poll()) {
      taken.add(report);
    }
    return taken;
  }

  /** Returns when what is garbage now has been noticed to be: it is noticed in any order. */
  private static void collectGarbage() throws InterruptedException {
    ReferenceQueue<Object> queue = new ReferenceQueue<>();
    List<WeakReference<Object>> markers = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      markers.add(new WeakReference<>(new Object(), queue));
      System.gc();
      if (queue.remove(PATIENCE_MILLIS) == null) {
        throw new AssertionError("the garbage was not collected within " + PATIENCE_MILLIS + " ms");
      }
    }
  }
}
