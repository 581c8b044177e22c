package io.pushchannel.server;

import io.netty.channel.Channel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.epoll.EpollTcpInfo;

/**
 * What the kernel knows of a peer that need not say anything itself, a reader of server-sent events
 * for example: whether its system still acknowledges what it is sent. A peer that lives but does
 * not read acknowledges; {@code TCP_USER_TIMEOUT} would end that one as well, hence this.
 *
 * <p>Linux tells, by {@code TCP_INFO}. Elsewhere the end of a peer that vanished is noticed when
 * the system gives up sending, which takes minutes.
 */
final class TcpPeerProbe {

  /** One that is not answered may just be late, because it was sent at this moment. */
  private static final int UNANSWERED = 2;

  private TcpPeerProbe() {}

  /** Whether the kernel tells anything about {@code channel}'s peer. */
  static boolean isKnown(Channel channel) {
    return channel instanceof EpollSocketChannel && channel.isActive();
  }

  /**
   * Whether nothing was sent to {@code channel}'s peer for {@code millis}, because its window is
   * closed or nothing is pending. False where that is unknown.
   */
  static boolean sentNothingFor(Channel channel, long millis) {
    return isKnown(channel) && ((EpollSocketChannel) channel).tcpInfo().lastDataSent() >= millis;
  }

  /**
   * Whether the peer's system has acknowledged nothing for {@code millis}, though it was sent
   * something, again and again. False where that is not known.
   */
  static boolean isGone(Channel channel, long millis) {
    if (!isKnown(channel)) {
      return false;
    }
    EpollTcpInfo info = ((EpollSocketChannel) channel).tcpInfo();
    boolean isSentAgain = info.unacked() > 0 && info.retransmits() >= UNANSWERED;
    boolean isProbed = info.probes() >= UNANSWERED; // its window was closed when it was last heard
    return (isSentAgain || isProbed) && info.lastAckRecv() >= millis;
  }
}
