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
import java.util.concurrent.atomic.AtomicInteger;

/** Linux's own epoll where its native library is there, the JDK's selector elsewhere. */
final class Native {

  private Native() {}

  static EventLoopGroup newGroup(int eventLoops) {
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

  static Class<? extends ServerChannel> serverChannel() {
    return Epoll.isAvailable() ? EpollServerSocketChannel.class : NioServerSocketChannel.class;
  }
}
