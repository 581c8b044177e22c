package io.pushchannel.server.loop;

import io.netty.channel.Channel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.epoll.EpollTcpInfo;

/**
 * Information of the kernel about a peer that need not send anything, such as a reader of
 * server-sent events: does its system still acknowledge data? A living peer that does not read
 * acknowledges; {@code TCP_USER_TIMEOUT} would end it as well.
 *
 * <p>Linux provides {@code TCP_INFO}. On other systems a vanished peer is detected when the system
 * gives up sending, which takes minutes.
 */
final class TcpPeerProbe {

  /** Number of unacknowledged segments that is no evidence: one may have just been sent. */
  private static final int UNANSWERED = 2;

  private TcpPeerProbe() {}

  /** Returns true if the kernel provides information about the peer of {@code channel}. */
  static boolean isKnown(Channel channel) {
    return channel instanceof EpollSocketChannel && channel.isActive();
  }

  /**
   * Returns true if nothing was sent to the peer of {@code channel} for {@code millis}, because its
   * window is closed or nothing is pending. False if unknown.
   */
  static boolean sentNothingFor(Channel channel, long millis) {
    return isKnown(channel) && ((EpollSocketChannel) channel).tcpInfo().lastDataSent() >= millis;
  }

  /**
   * Returns true if the peer's system has acknowledged nothing for {@code millis}, although data
   * was sent repeatedly. False if unknown.
   */
  static boolean isGone(Channel channel, long millis) {
    if (!isKnown(channel)) {
      return false;
    }
    EpollTcpInfo info = ((EpollSocketChannel) channel).tcpInfo();
    boolean isSentAgain = info.unacked() > 0 && info.retransmits() >= UNANSWERED;
    boolean isProbed = info.probes() >= UNANSWERED; // its window was closed in its last segment
    return (isSentAgain || isProbed) && info.lastAckRecv() >= millis;
  }
}
