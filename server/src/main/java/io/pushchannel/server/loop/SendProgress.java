package io.pushchannel.server.loop;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOutboundBuffer;

/** Detects whether a peer reads a large response at all. On its loop. */
public final class SendProgress {

  private final Channel channel;
  private long lastUnsent;

  public SendProgress(Channel channel) {
    this.channel = channel;
  }

  /**
   * Returns true if a response is being sent, and the kernel has accepted some of it since the last
   * call or, where this can be detected, has sent some of it within {@code millis}. The kernel
   * accepts bytes in large steps only.
   */
  public boolean hasMoved(long millis) {
    ChannelOutboundBuffer buffer = channel.unsafe().outboundBuffer();
    long unsent = buffer != null && buffer.current() instanceof ByteBuf b ? b.readableBytes() : 0;
    boolean moved = unsent > 0 && (unsent != lastUnsent || isSending(millis));
    lastUnsent = moved ? unsent : lastUnsent;
    return moved;
  }

  private boolean isSending(long millis) {
    return TcpPeerProbe.isKnown(channel) && !TcpPeerProbe.sentNothingFor(channel, millis);
  }
}
