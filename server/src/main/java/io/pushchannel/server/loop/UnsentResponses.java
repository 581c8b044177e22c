package io.pushchannel.server.loop;

import io.netty.channel.Channel;
import io.netty.channel.ChannelPromise;
import io.pushchannel.server.ServerLimits;
import io.pushchannel.spi.HttpProblemException;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * The large responses of one event loop that are not sent yet. If there is no room for another, a
 * peer that reads too slowly loses its own: it reconnects and loses no message, because its cursor
 * has not moved. Confined to its loop.
 */
public final class UnsentResponses {

  /** Smaller ones are not counted: a connection may hold so much anyway. */
  private static final int LARGE = 1 << 14;

  /** Number of responses checked per request for room: each check is a system call. */
  private static final int CHECKS = 8;

  private final ServerLimits limits;
  private final MemoryBudget held;
  private final ServerCounters counters;

  /** In the order in which they are checked. */
  private final Set<SendDeadline> unsent = new LinkedHashSet<>();

  UnsentResponses(ServerLimits limits, MemoryBudget held, ServerCounters counters) {
    this.limits = limits;
    this.held = held;
    this.counters = counters;
  }

  /** Reserves room for a response of {@code bytes}, which is then sent with {@link #promise}. */
  public boolean admit(int bytes) {
    if (bytes < LARGE) {
      return true;
    }
    boolean hasRoom = held.take(bytes);
    while (!hasRoom && closeLate()) {
      hasRoom = held.take(bytes);
    }
    return hasRoom;
  }

  /** The response in place of one that was not admitted. */
  public static HttpProblemException refusal() {
    return new HttpProblemException(
        503,
        "Too many responses unsent",
        "the server holds too many unsent responses (heldBytes); retry later",
        Map.of("Retry-After", "1"));
  }

  /** Returns the promise that releases the room of a response when it has been sent. */
  public ChannelPromise promise(Channel channel, int bytes) {
    if (bytes < LARGE) {
      return channel.voidPromise();
    }
    SendDeadline answer = SendDeadline.start(channel, bytes, limits);
    unsent.add(answer);
    ChannelPromise promise = channel.newPromise();
    promise.addListener(
        sent -> {
          unsent.remove(answer);
          held.giveBack(bytes);
        });
    return promise;
  }

  /** Closes one connection that is late; the responses that are in time are checked last again. */
  private boolean closeLate() {
    for (int i = Math.min(CHECKS, unsent.size()); i > 0; i--) {
      Iterator<SendDeadline> first = unsent.iterator();
      SendDeadline answer = first.next();
      first.remove();
      if (answer.isLate()) {
        counters.lostReaders.increment();
        answer.channel().close();
        return true;
      }
      unsent.add(answer);
    }
    return false;
  }
}
