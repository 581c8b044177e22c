package io.pushchannel.server;

import io.netty.channel.Channel;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;

/**
 * Sends answers when all sockets of one look have been read, not one by one: a client with many
 * connections, a proxy for instance, then wakes once for all of them. Confined to its loop.
 */
final class FlushBatcher {

  /** So many may wait for each other. */
  private static final int MAX = 64;

  private final Executor loop;
  private final Queue<Channel> waiting = new ArrayDeque<>(MAX);

  FlushBatcher(Executor loop) {
    this.loop = loop;
  }

  /** Sends what was written to {@code channel}, before the loop looks at its sockets again. */
  void add(Channel channel) {
    if (hasInputEnded(channel)) {
      channel.flush();
      return;
    }
    if (waiting.isEmpty()) {
      loop.execute(this::flush);
    }
    waiting.add(channel);
    if (waiting.size() == MAX) {
      flush();
    }
  }

  /** Whether the peer has closed its half; then Netty closes ours as soon as this read is over. */
  private static boolean hasInputEnded(Channel channel) {
    return channel.unsafe().recvBufAllocHandle().lastBytesRead() < 0;
  }

  private void flush() {
    for (Channel next = waiting.poll(); next != null; next = waiting.poll()) {
      next.flush();
    }
  }
}
