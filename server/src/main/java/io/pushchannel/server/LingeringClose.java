package io.pushchannel.server;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.socket.DuplexChannel;

/**
 * Closes a connection so that the peer reads the last bytes: first our half, the other when the
 * peer has closed its own or a second is over. Closing with input unread would reset the
 * connection, and a reset throws away what the peer has not read yet (RFC 9112, section 9.6).
 */
final class LingeringClose {

  /** How long the peer may take to read the last bytes; one that is gone never does. */
  private static final long SENDING_MILLIS = 10_000;

  private static final long PATIENCE_MILLIS = 1000;

  private LingeringClose() {}

  /** Sends what was written, then closes. The channel's handler must discard what still arrives. */
  static void close(Channel channel, Loop loop) {
    channel.config().setAutoRead(true); // or the peer's end would not be seen
    closeAfter(SENDING_MILLIS, channel, loop);
    channel
        .writeAndFlush(Unpooled.EMPTY_BUFFER)
        .addListener(
            sent -> {
              if (sent.isSuccess() && channel.isActive() && channel instanceof DuplexChannel both) {
                both.shutdownOutput();
                closeAfter(PATIENCE_MILLIS, channel, loop);
              } else {
                channel.close();
              }
            });
  }

  private static void closeAfter(long millis, Channel channel, Loop loop) {
    var deadline = loop.deadlines.after(millis, channel::close);
    channel.closeFuture().addListener(closed -> deadline.cancel());
  }
}
