package io.pushchannel.channel;

import io.pushchannel.CloseReason;
import io.pushchannel.Message;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * The subscribers of a channel as a {@link Flow.Publisher}. Each message is delivered to all before
 * the next. A subscriber without demand holds up the channel's thread, and with it the socket; the
 * log waits.
 */
final class Subscribers {

  private final List<MessageSubscription> all = new CopyOnWriteArrayList<>();
  private boolean stopped;
  private @Nullable CloseReason ended;

  /** From any thread. */
  void add(Flow.Subscriber<? super Message> subscriber) {
    MessageSubscription demand =
        new MessageSubscription(Objects.requireNonNull(subscriber, "subscriber"), all::remove);
    demand.begin();
    CloseReason reason = join(demand);
    if (reason != null) {
      demand.end(reason);
    }
  }

  /**
   * On the channel's thread: returns when everybody has it or has left.
   *
   * @throws AttemptEndedException if the channel closes first
   */
  void deliver(Message message) {
    try {
      for (MessageSubscription demand : all) {
        demand.deliver(message);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("the channel's thread was interrupted", e);
    }
  }

  /** Ends all waits for demand. May be called from any thread. */
  void stopWaiting() {
    synchronized (this) {
      stopped = true;
    }
    all.forEach(MessageSubscription::stopWaiting);
  }

  /** On the channel's thread, at the end. */
  void end(CloseReason reason) {
    synchronized (this) {
      ended = reason;
    }
    all.forEach(demand -> demand.end(reason));
  }

  /** Why there is nothing to join any more, or null. */
  private synchronized @Nullable CloseReason join(MessageSubscription demand) {
    if (ended == null) {
      all.add(demand);
      if (stopped) {
        demand.stopWaiting();
      }
      if (demand.isDone()) {
        all.remove(demand); // it left before it was here
      }
    }
    return ended;
  }
}
