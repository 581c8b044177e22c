package io.pushchannel.server.loop;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.socket.DuplexChannel;

/**
 * Closes a connection so that the peer can read the last bytes: first the sending half, then the
 * other one when the peer has closed its own, or after one second. Closing with unread input would
 * reset the connection, and a reset discards bytes that the peer has not read (RFC 9112, section
 * 9.6).
 */
public final class LingeringClose {

  /** Time for the peer to close its half, once everything is sent. */
  private static final long PATIENCE_MILLIS = 1000;

  private final Channel channel;
  private final Loop loop;
  private final SendDeadline sending;
  private Deadlines.Deadline deadline;

  private LingeringClose(Channel channel, Loop loop) {
    this.channel = channel;
    this.loop = loop;
    this.sending = SendDeadline.start(channel, unsent(channel), loop.limits);
    this.deadline = loop.deadlines.after(SendDeadline.GRACE_MILLIS, this::closeIfLate);
    channel.closeFuture().addListener(closed -> deadline.cancel());
  }

  /** Sends what was written, then closes. The channel's handler must discard what still arrives. */
  public static void close(Channel channel, Loop loop) {
    if (!channel.isActive()) {
      channel.close();
      return;
    }
    LingeringClose close = new LingeringClose(channel, loop);
    channel.config().setAutoRead(true); // or the peer's end would not be seen
    channel
        .writeAndFlush(Unpooled.EMPTY_BUFFER)
        .addListener((ChannelFuture sent) -> close.sent(sent));
  }

  /** Number of bytes in Netty's buffer, and that the kernel's may hold. */
  private static long unsent(Channel channel) {
    ChannelOutboundBuffer buffer = channel.unsafe().outboundBuffer();
    long pending = buffer == null ? 0 : buffer.totalPendingWriteBytes();
    Integer kernel = pending == 0 ? null : channel.config().getOption(ChannelOption.SO_SNDBUF);
    return pending + (kernel == null ? 0 : kernel);
  }

  private void sent(ChannelFuture sent) {
    if (sent.isSuccess() && channel.isActive() && channel instanceof DuplexChannel both) {
      both.shutdownOutput();
      deadline.cancel();
      deadline = loop.deadlines.after(PATIENCE_MILLIS, channel::close);
    } else {
      channel.close();
    }
  }

  /** Called every ten seconds: a peer that reads at the minimum rate gets everything. */
  private void closeIfLate() {
    if (sending.isLate()) {
      loop.counters.lostReaders.increment();
      channel.close();
    } else {
      deadline = loop.deadlines.after(SendDeadline.GRACE_MILLIS, this::closeIfLate);
    }
  }
}
