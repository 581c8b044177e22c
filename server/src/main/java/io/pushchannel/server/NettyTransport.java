package io.pushchannel.server;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.FastThreadLocalThread;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The I/O of Netty: Linux epoll if its native library is present, otherwise the JDK's selector. */
final class NettyTransport {

  private static final Logger log = LoggerFactory.getLogger(NettyTransport.class);
  private static final AtomicBoolean fallbackLogged = new AtomicBoolean();

  private NettyTransport() {}

  static EventLoopGroup newGroup(int eventLoops) {
    logFallback();
    IoHandlerFactory io =
        Epoll.isAvailable() ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
    AtomicInteger number = new AtomicInteger();
    ThreadFactory threads = task -> newThread(task, number.incrementAndGet());
    return new MultiThreadIoEventLoopGroup(eventLoops, threads, io);
  }

  /** A daemon, so that an application may exit without closing its server. */
  private static Thread newThread(Runnable task, int number) {
    Thread thread = new FastThreadLocalThread(task, "pushchannel-server-" + number);
    thread.setDaemon(true);
    return thread;
  }

  /** Logs a missing native library once per process, and only on Linux, where there is one. */
  private static void logFallback() {
    if (!Epoll.isAvailable()
        && System.getProperty("os.name", "").startsWith("Linux")
        && !fallbackLogged.getAndSet(true)) {
      log.info(
          "Using NIO because epoll is not available ({}). The end of an SSE client that vanished is"
              + " noticed later. Add pushchannel-server-epoll to use epoll.",
          reason(Epoll.unavailabilityCause()));
    }
  }

  private static String reason(@Nullable Throwable unavailable) {
    return unavailable == null ? "unknown reason" : String.valueOf(unavailable.getMessage());
  }

  /** The I/O in use, for logs. */
  static String ioType() {
    return Epoll.isAvailable() ? "epoll" : "NIO";
  }

  static Class<? extends ServerChannel> serverChannel() {
    return Epoll.isAvailable() ? EpollServerSocketChannel.class : NioServerSocketChannel.class;
  }
}
