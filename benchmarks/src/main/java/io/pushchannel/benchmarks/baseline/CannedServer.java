package io.pushchannel.benchmarks.baseline;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import io.pushchannel.benchmarks.served.PushServed;
import io.pushchannel.benchmarks.served.Served;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/**
 * Sends the same prepared response to every request: the baseline for polls. It consists of Netty
 * and its HTTP decoder and does not inspect requests. Like PushChannel's server, it has one event
 * loop and uses epoll where available.
 */
public final class CannedServer implements Served {

  private final EventLoopGroup group =
      new MultiThreadIoEventLoopGroup(
          1, Epoll.isAvailable() ? EpollIoHandler.newFactory() : NioIoHandler.newFactory());
  private final Channel listening;

  /** Starts a server on a free loopback port that sends {@code answer} for each request. */
  private CannedServer(byte[] answer) {
    ByteBuf canned =
        Unpooled.unreleasableBuffer(
            Unpooled.directBuffer(answer.length).writeBytes(answer).asReadOnly());
    listening =
        new ServerBootstrap()
            .group(group)
            .channel(
                Epoll.isAvailable() ? EpollServerSocketChannel.class : NioServerSocketChannel.class)
            .childHandler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    channel.pipeline().addLast(new HttpRequestDecoder(), answering(canned));
                  }
                })
            .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .syncUninterruptibly()
            .channel();
  }

  private static ChannelHandler answering(ByteBuf canned) {
    return new ChannelInboundHandlerAdapter() {
      @Override
      public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (message instanceof LastHttpContent) {
          ctx.write(canned.duplicate(), ctx.voidPromise());
        }
        ReferenceCountUtil.release(message);
      }

      @Override
      public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        ctx.close(); // the client closed its connection before the response was sent
      }

      @Override
      public void channelReadComplete(ChannelHandlerContext ctx) {
        ctx.flush();
      }
    };
  }

  /**
   * Starts a server that sends the exact bytes of PushChannel's response to a poll without new
   * messages.
   */
  public static CannedServer ofPushChannel() throws IOException {
    try (PushServed ours = new PushServed()) {
      return new CannedServer(capture(ours.uri()));
    }
  }

  private static byte[] capture(URI server) throws IOException {
    String target = server.getPath() + "/shortpoll?topic=load";
    String first = new String(ask(server, target, ""), StandardCharsets.US_ASCII);
    int tag = first.indexOf("ETag: ") + "ETag: ".length();
    String known = first.substring(tag, first.indexOf("\r\n", tag));
    String after = target + "&after=" + known.replace("\"", "");
    return ask(server, after, "If-None-Match: " + known + "\r\n");
  }

  private static byte[] ask(URI server, String target, String header) throws IOException {
    try (Socket socket = new Socket(server.getHost(), server.getPort())) {
      String request = "GET " + target + " HTTP/1.1\r\nHost: " + server.getAuthority() + "\r\n";
      socket
          .getOutputStream()
          .write((request + header + "\r\n").getBytes(StandardCharsets.US_ASCII));
      InputStream in = socket.getInputStream();
      byte[] answer = new byte[4096];
      int length = in.read(answer); // a short response arrives in one read
      if (length <= 0) {
        throw new IOException("no response from " + server);
      }
      return Arrays.copyOf(answer, length);
    }
  }

  @Override
  public URI uri() {
    int port = ((InetSocketAddress) listening.localAddress()).getPort();
    return URI.create("http://127.0.0.1:" + port + "/push");
  }

  @Override
  public void publish(long number, long intended, int bytes) {
    throw new UnsupportedOperationException("a canned server does not publish messages");
  }

  @Override
  public void close() {
    listening.close().syncUninterruptibly();
    group.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
  }
}
