package io.pushchannel.server;

import io.netty.channel.Channel;
import io.netty.channel.ChannelPromise;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * The large answers of one event loop that are not sent yet, the oldest first. Where there is no
 * room for another, those who have been reading the longest lose theirs: they come back, and have
 * lost nothing, because their cursor has not moved. Confined to its loop.
 */
final class UnsentAnswers {

  /** Smaller ones are not counted: a connection may hold so much anyway. */
  private static final int LARGE = 1 << 14;

  /** Who reads at a usual pace keeps his answer. */
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(5);

  private record Unsent(Channel channel, long since) {}

  private final HeldBytes held;
  private final Set<Unsent> unsent = new LinkedHashSet<>();

  UnsentAnswers(HeldBytes held) {
    this.held = held;
  }

  /** Makes room for an answer of {@code bytes}, to be sent with {@link #promise}. */
  boolean admit(int bytes) {
    if (bytes < LARGE) {
      return true;
    }
    boolean hasRoom = held.take(bytes);
    while (!hasRoom && closeOldest()) {
      hasRoom = held.take(bytes);
    }
    return hasRoom;
  }

  /** What to send an admitted answer with, so that its bytes are given back. */
  ChannelPromise promise(Channel channel, int bytes) {
    if (bytes < LARGE) {
      return channel.voidPromise();
    }
    Unsent answer = new Unsent(channel, System.nanoTime());
    unsent.add(answer);
    ChannelPromise promise = channel.newPromise();
    promise.addListener(
        sent -> {
          unsent.remove(answer);
          held.giveBack(bytes);
        });
    return promise;
  }

  private boolean closeOldest() {
    Iterator<Unsent> oldestFirst = unsent.iterator();
    if (!oldestFirst.hasNext()) {
      return false;
    }
    Unsent oldest = oldestFirst.next();
    if (System.nanoTime() - oldest.since < PATIENCE_NANOS) {
      return false;
    }
    oldestFirst.remove();
    oldest.channel.close();
    return true;
  }
}
