package io.pushchannel.channel;

import java.lang.reflect.Method;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Makes the thread of a channel: virtual from JDK 24 on, where a virtual thread that waits inside a
 * synchronized block no longer holds its carrier; a daemon before.
 */
final class ChannelThreads {

  private static final int FIRST_GOOD_VERSION = 24;
  private static final AtomicInteger number = new AtomicInteger();

  private ChannelThreads() {}

  /** A thread that runs {@code loop}; not started. */
  static Thread create(String transport, Runnable loop) {
    String name = "pushchannel-" + transport + '-' + number.incrementAndGet();
    Thread virtual =
        Runtime.version().feature() >= FIRST_GOOD_VERSION ? createVirtual(name, loop) : null;
    if (virtual != null) {
      return virtual;
    }
    Thread thread = new Thread(loop, name);
    thread.setDaemon(true);
    return thread;
  }

  /** By reflection, because the baseline does not know of them. */
  private static @Nullable Thread createVirtual(String name, Runnable loop) {
    try {
      Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
      Class<?> type = Class.forName("java.lang.Thread$Builder");
      Method named = type.getMethod("name", String.class);
      return (Thread)
          type.getMethod("unstarted", Runnable.class).invoke(named.invoke(builder, name), loop);
    } catch (ReflectiveOperationException e) {
      return null; // a platform thread serves as well
    }
  }
}
