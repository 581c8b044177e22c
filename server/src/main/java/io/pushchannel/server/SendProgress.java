package io.pushchannel.server;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOutboundBuffer;

/** Whether a peer reads a large answer at all, by what of it is not sent yet. On its loop. */
final class SendProgress {

  private final Channel channel;
  private long lastUnsent;

  SendProgress(Channel channel) {
    this.channel = channel;
  }

  /** Whether something is being sent, and less of it is left than when this was last asked. */
  boolean hasMoved() {
    ChannelOutboundBuffer buffer = channel.unsafe().outboundBuffer();
    long unsent = buffer != null && buffer.current() instanceof ByteBuf b ? b.readableBytes() : 0;
    boolean moved = unsent > 0 && unsent != lastUnsent;
    lastUnsent = moved ? unsent : lastUnsent;
    return moved;
  }
}
