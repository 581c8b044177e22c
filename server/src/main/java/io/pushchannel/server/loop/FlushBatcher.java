package io.pushchannel.server.loop;

import io.netty.channel.Channel;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;

/**
 * Flushes responses after all ready sockets have been read, not one by one. A client with many
 * connections, such as a proxy, is then woken once for all of them. Confined to its loop.
 */
public final class FlushBatcher {

  /** Maximum number of channels that wait for a common flush. */
  private static final int MAX = 64;

  private final Executor loop;
  private final Queue<Channel> waiting = new ArrayDeque<>(MAX);

  FlushBatcher(Executor loop) {
    this.loop = loop;
  }

  /** Sends what was written to {@code channel}, before the loop looks at its sockets again. */
  public void add(Channel channel) {
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

  /**
   * Returns true if the peer has closed its half; Netty then closes the channel after this read.
   */
  private static boolean hasInputEnded(Channel channel) {
    return channel.unsafe().recvBufAllocHandle().lastBytesRead() < 0;
  }

  private void flush() {
    for (Channel next = waiting.poll(); next != null; next = waiting.poll()) {
      next.flush();
    }
  }
}
