package io.pushchannel.channel;

import io.pushchannel.CloseReason;
import io.pushchannel.Message;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * Those who read a channel as a {@link Flow.Publisher}. A message is handed to all before the next;
 * one that has no demand holds the channel's thread up, and by that the socket, and the log waits.
 */
final class Subscribers {

  private final List<Demand> all = new CopyOnWriteArrayList<>();
  private @Nullable CloseReason ended;

  /** From any thread. */
  void add(Flow.Subscriber<? super Message> subscriber) {
    Demand demand = new Demand(subscriber);
    subscriber.onSubscribe(demand);
    CloseReason reason;
    synchronized (this) {
      reason = ended;
      if (reason == null) {
        all.add(demand);
      }
    }
    if (reason != null) {
      demand.end(reason);
    }
  }

  /** On the channel's thread: returns when everybody has it, has left, or the channel closes. */
  void deliver(Message message) throws InterruptedException {
    for (Demand demand : List.copyOf(all)) {
      if (!demand.deliver(message)) {
        all.remove(demand);
      }
    }
  }

  /** From any thread: nobody is waited for any more. */
  void stopWaiting() {
    all.forEach(Demand::stopWaiting);
  }

  /** On the channel's thread, at the end. */
  void end(CloseReason reason) {
    synchronized (this) {
      ended = reason;
    }
    all.forEach(demand -> demand.end(reason));
    all.clear();
  }
}
