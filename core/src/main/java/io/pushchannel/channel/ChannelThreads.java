package io.pushchannel.channel;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Makes the thread of a channel: virtual from JDK 24 on, where a virtual thread that waits inside a
 * synchronized block no longer holds its carrier (JEP 491); before, a daemon of the platform. In
 * neither case does it keep the process alive.
 */
final class ChannelThreads {

  private static final int FIRST_WITHOUT_PINNING = 24;
  private static final AtomicInteger number = new AtomicInteger();

  /** {@code (String, Runnable) -> Thread}, or null where channels get platform threads. */
  private static final @Nullable MethodHandle VIRTUAL =
      Runtime.version().feature() >= FIRST_WITHOUT_PINNING ? findVirtual() : null;

  private ChannelThreads() {}

  /** A thread that runs {@code loop}; not started. */
  static Thread create(String transport, Runnable loop) {
    String name = "pushchannel-" + transport + '-' + number.incrementAndGet();
    return VIRTUAL == null ? platform(name, loop) : virtual(VIRTUAL, name, loop);
  }

  private static Thread platform(String name, Runnable loop) {
    Thread thread = new Thread(loop, name);
    thread.setDaemon(true);
    return thread;
  }

  private static Thread virtual(MethodHandle maker, String name, Runnable loop) {
    try {
      return (Thread) maker.invoke(name, loop);
    } catch (Throwable e) {
      throw new IllegalStateException("no virtual thread could be made", e);
    }
  }

  /** {@code Thread.ofVirtual().name(name).unstarted(loop)}, which the baseline does not know. */
  private static MethodHandle findVirtual() {
    try {
      MethodHandles.Lookup lookup = MethodHandles.publicLookup();
      Class<?> builder = Class.forName("java.lang.Thread$Builder");
      Class<?> virtual = Class.forName("java.lang.Thread$Builder$OfVirtual");
      MethodHandle ofVirtual =
          lookup.findStatic(Thread.class, "ofVirtual", MethodType.methodType(virtual));
      MethodHandle named =
          lookup.findVirtual(builder, "name", MethodType.methodType(builder, String.class));
      MethodHandle unstarted =
          lookup.findVirtual(
              builder, "unstarted", MethodType.methodType(Thread.class, Runnable.class));
      MethodHandle ofName =
          MethodHandles.foldArguments(named, ofVirtual.asType(MethodType.methodType(builder)));
      return MethodHandles.collectArguments(unstarted, 0, ofName);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("expected a JDK with virtual threads", e);
    }
  }
}
