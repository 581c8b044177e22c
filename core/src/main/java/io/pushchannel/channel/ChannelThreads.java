package io.pushchannel.channel;

import java.lang.reflect.Method;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Creates the thread of a channel: virtual from JDK 24 on, where a virtual thread that waits inside
 * a synchronized block no longer holds its carrier (JEP 491); a platform daemon before, and on
 * Android. In neither case does it keep the process alive.
 */
final class ChannelThreads {

  private static final int FIRST_WITHOUT_PINNING = 24;
  private static final AtomicInteger number = new AtomicInteger();

  /** Null where channels get platform threads. */
  private static final @Nullable VirtualThreads VIRTUAL =
      feature(System.getProperty("java.specification.version")) >= FIRST_WITHOUT_PINNING
          ? VirtualThreads.find()
          : null;

  private ChannelThreads() {}

  /** Returns a thread that runs {@code loop}; not started. */
  static Thread create(String transport, Runnable loop) {
    String name = "pushchannel-" + transport + '-' + number.incrementAndGet();
    return VIRTUAL == null ? platform(name, loop) : VIRTUAL.create(name, loop);
  }

  /**
   * Returns the major version in {@code java.specification.version}: 17 of "17", 1 of "1.8", 0 of
   * the "0.9" of Android. {@code Runtime.version()} is missing there.
   */
  static int feature(@Nullable String specification) {
    if (specification == null) {
      return 0;
    }
    int dot = specification.indexOf('.');
    try {
      return Integer.parseInt(dot < 0 ? specification : specification.substring(0, dot));
    } catch (NumberFormatException e) {
      return 0; // no JDK names itself so
    }
  }

  private static Thread platform(String name, Runnable loop) {
    Thread thread = new Thread(loop, name);
    thread.setDaemon(true);
    return thread;
  }

  /** {@code Thread.ofVirtual().name(name).unstarted(loop)}, which JDK 17 lacks. */
  private record VirtualThreads(Method ofVirtual, Method name, Method unstarted) {

    static VirtualThreads find() {
      try {
        Class<?> builder = Class.forName("java.lang.Thread$Builder");
        return new VirtualThreads(
            Thread.class.getMethod("ofVirtual"),
            builder.getMethod("name", String.class),
            builder.getMethod("unstarted", Runnable.class));
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException("virtual threads require JDK 21 or later", e);
      }
    }

    Thread create(String threadName, Runnable loop) {
      try {
        Object named = name.invoke(ofVirtual.invoke(null), threadName);
        return (Thread) unstarted.invoke(named, loop);
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException("cannot create a virtual thread", e);
      }
    }
  }
}
