package io.pushchannel.server;

import static io.pushchannel.check.Arguments.requirePresent;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.util.concurrent.EventExecutor;
import io.pushchannel.MessageBus;
import io.pushchannel.server.http.HostRule;
import io.pushchannel.server.http.OriginRule;
import io.pushchannel.server.http.RequestDecoder;
import io.pushchannel.server.loop.Loop;
import io.pushchannel.server.loop.MemoryBudget;
import io.pushchannel.server.loop.ServerCounters;
import io.pushchannel.spi.MessageLog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.channels.UnresolvedAddressException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves a bus over HTTP: every transport on one port.
 *
 * <pre>{@code
 * MessageBus bus = MessageBus.inMemory();
 * try (PushServer server = PushServer.builder(bus).port(8080).start()) {
 *   bus.publish("prices", "1.0842").toCompletableFuture().join();
 * }
 * }</pre>
 *
 * <p>It has a few event loops, daemon threads named {@code pushchannel-server-N}, which call no
 * application code. Closing is graceful: no new connection is accepted, held polls are completed,
 * streams receive a goodbye with a random pause, and pending bytes are sent, for at most three
 * seconds. The bus stays open; its owner closes it.
 */
public final class PushServer implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(PushServer.class);

  /** Written but not sent, per connection: above the second it is skipped until below the first. */
  private static final WriteBufferWaterMark WATER_MARK =
      new WriteBufferWaterMark(32 << 10, 64 << 10);

  private static final int BACKLOG = 4096;
  private static final long CLOSING_SECONDS = 2;

  private final EventLoopGroup group;
  private final Map<EventExecutor, Loop> loops = new HashMap<>();
  private final ServerCounters counters = new ServerCounters();
  private final Connections connections;
  private final AcceptFailures acceptFailures = new AcceptFailures(System::nanoTime);
  private final ServerContext context;
  private final Channel listening;
  private final String host;
  private final String basePath;
  private final AtomicBoolean closed = new AtomicBoolean();

  PushServer(PushServerBuilder settings) {
    host = settings.host;
    basePath = settings.basePath;
    InetSocketAddress address = new InetSocketAddress(settings.host, settings.port);
    context =
        new ServerContext(
            settings.router(),
            false,
            HostRule.of(settings.host, address.getAddress(), settings.hosts),
            new OriginRule(settings.origins, settings.allowCredentials),
            settings.limits,
            new MemoryBudget(settings.limits.heldBytes()));
    connections = new Connections(settings.limits.connections(), counters);
    group = NettyTransport.newGroup(settings.eventLoops);
    group.forEach(executor -> loops.put(executor, newLoop((EventLoop) executor)));
    listening = listen(address);
    log.info("Listening on {} with {}", uri(), NettyTransport.ioType());
  }

  /**
   * Returns a builder for a server of a bus.
   *
   * @throws IllegalArgumentException if {@code bus} has no {@link MessageLog}
   */
  public static PushServerBuilder builder(MessageBus bus) {
    if (!(requirePresent("bus", bus) instanceof MessageLog log)) {
      throw new IllegalArgumentException(
          "bus must implement io.pushchannel.spi.MessageLog, was " + bus.getClass().getName());
    }
    return builder(log);
  }

  /** Returns a builder for a server of a log. For authors of buses. */
  public static PushServerBuilder builder(MessageLog log) {
    return new PushServerBuilder(log);
  }

  /** Returns the address for clients on this machine: {@code http://127.0.0.1:8080/push}. */
  public URI uri() {
    InetSocketAddress local = (InetSocketAddress) listening.localAddress();
    String name = local.getAddress().isAnyLocalAddress() ? "127.0.0.1" : host;
    String bracketed = name.contains(":") ? '[' + name + ']' : name;
    return URI.create("http://" + bracketed + ':' + local.getPort() + basePath);
  }

  /** Returns the port that the server listens on. */
  public int port() {
    return ((InetSocketAddress) listening.localAddress()).getPort();
  }

  /** Returns the counters of this moment. May be called from any thread, also after the end. */
  public ServerStatistics statistics() {
    return new ServerStatistics(
        connections.open(),
        counters.refusedConnections.sum(),
        counters.refusedRequests.sum(),
        counters.lostReaders.sum(),
        context.held().held());
  }

  /**
   * Closes gracefully, and returns when the server is closed. Idempotent.
   *
   * @throws IllegalStateException on an event loop of the server, which would wait for itself
   */
  @Override
  public void close() {
    if (loops.keySet().stream().anyMatch(EventExecutor::inEventLoop)) {
      throw new IllegalStateException(
          "close must not be called on an event loop of the server, was called on "
              + Thread.currentThread().getName()
              + "; call it on another thread");
    }
    if (closed.getAndSet(true)) {
      return;
    }
    listening.close().syncUninterruptibly();
    loops.values().forEach(loop -> loop.executor.execute(loop::beginClosing));
    awaitConnectionsClosed();
    group.shutdownGracefully(0, CLOSING_SECONDS, TimeUnit.SECONDS).syncUninterruptibly();
  }

  /** Waits until all connections are closed, for a limited time, and not if interrupted. */
  private void awaitConnectionsClosed() {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(CLOSING_SECONDS);
    try {
      while (connections.open() > 0 && System.nanoTime() < end) {
        TimeUnit.MILLISECONDS.sleep(5);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Loop newLoop(EventLoop executor) {
    return new Loop(executor, context.limits(), context.held(), counters);
  }

  private Channel listen(InetSocketAddress address) {
    var bound =
        new ServerBootstrap()
            .group(group)
            .channel(NettyTransport.serverChannel())
            .option(ChannelOption.SO_BACKLOG, BACKLOG)
            .option(ChannelOption.SO_REUSEADDR, true)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, WATER_MARK)
            .childHandler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    accept(channel);
                  }
                })
            .bind(address)
            .awaitUninterruptibly();
    if (!bound.isSuccess()) {
      group.shutdownGracefully(0, 0, TimeUnit.SECONDS);
      throw new UncheckedIOException(
          "cannot listen on " + host + ':' + address.getPort() + ": " + reason(bound.cause()),
          new IOException(bound.cause()));
    }
    bound.channel().pipeline().addLast(acceptFailures);
    return bound.channel();
  }

  private static String reason(Throwable cause) {
    return cause instanceof UnresolvedAddressException
        ? "no such host"
        : String.valueOf(cause.getMessage());
  }

  private void accept(Channel channel) {
    acceptFailures.accepted();
    Loop loop = loops.get(channel.eventLoop());
    Connections.Verdict verdict = connections.admit(channel);
    if (loop == null || verdict == Connections.Verdict.DROP) {
      channel.close();
      return;
    }
    ServerContext served = verdict == Connections.Verdict.REFUSE ? context.busy() : context;
    RequestDecoder decoder = new RequestDecoder(context.limits());
    channel.pipeline().addLast(decoder, new HttpConnection(channel, decoder, served, loop));
  }
}
