package io.pushchannel.benchmarks.floor;

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
 * Netty, its HTTP decoder, and one answer for everybody, made once: what a poll costs a server that
 * does not even look at the request. One event loop, epoll where there is one, as our server has.
 */
public final class CannedServer implements Served {

  private final EventLoopGroup group =
      new MultiThreadIoEventLoopGroup(
          1, Epoll.isAvailable() ? EpollIoHandler.newFactory() : NioIoHandler.newFactory());
  private final Channel listening;

  /** Gives {@code answer} to each request, on a free port of loopback. */
  public CannedServer(byte[] answer) {
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
        ctx.close(); // a client that left with an answer under way
      }

      @Override
      public void channelReadComplete(ChannelHandlerContext ctx) {
        ctx.flush();
      }
    };
  }

  /**
   * The answer that {@code server} gives to a poll that finds nothing new, to the byte.
   *
   * @throws IOException if it gives none
   */
  public static byte[] capture(URI server) throws IOException {
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
      int length = in.read(answer); // a short answer comes in one piece
      if (length <= 0) {
        throw new IOException("expected an answer from " + server + ", got none");
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
    throw new UnsupportedOperationException("expected nothing to be published: it is canned");
  }

  @Override
  public void close() {
    listening.close().syncUninterruptibly();
    group.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
  }
}
