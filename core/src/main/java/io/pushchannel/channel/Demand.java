package io.pushchannel.channel;

import io.pushchannel.CloseReason;
import io.pushchannel.Message;
import java.io.IOException;
import java.util.concurrent.Flow;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One subscriber and what it has asked for (Reactive Streams, section 3). A request that is not
 * above 0 is answered by {@code onError} before the next message, on the channel's thread, so that
 * signals stay one at a time.
 */
final class Demand implements Flow.Subscription {

  private static final Logger log = LoggerFactory.getLogger(Demand.class);

  private final Flow.Subscriber<? super Message> subscriber;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private long requested;
  private boolean cancelled;
  private boolean stopped;
  private @Nullable IllegalArgumentException badRequest;

  Demand(Flow.Subscriber<? super Message> subscriber) {
    this.subscriber = subscriber;
  }

  @Override
  public void request(long messages) {
    change(
        () -> {
          if (messages <= 0) {
            badRequest =
                new IllegalArgumentException(
                    "expected a request for 1 message or more, got " + messages);
          } else {
            requested = requested + messages < 0 ? Long.MAX_VALUE : requested + messages;
          }
        });
  }

  @Override
  public void cancel() {
    change(() -> cancelled = true);
  }

  void stopWaiting() {
    change(() -> stopped = true);
  }

  /** Hands over a message when it is wanted; false if the subscriber is to be forgotten. */
  boolean deliver(Message message) throws InterruptedException {
    if (!awaitDemand()) {
      return false;
    }
    try {
      if (badRequest != null) {
        subscriber.onError(badRequest);
        return false;
      }
      if (!stopped) {
        subscriber.onNext(message);
      }
      return true;
    } catch (RuntimeException e) {
      log.error("A subscriber failed and is told no more", e);
      return false;
    }
  }

  /** Signals the end, unless it has been cancelled. */
  void end(CloseReason reason) {
    if (isCancelled()) {
      return;
    }
    try {
      if (reason instanceof CloseReason.Refused refused) {
        subscriber.onError(new IOException(refused.detail()));
      } else if (reason instanceof CloseReason.Failed failed) {
        subscriber.onError(failed.cause());
      } else {
        subscriber.onComplete();
      }
    } catch (RuntimeException e) {
      log.error("A subscriber failed at its end", e);
    }
  }

  private boolean awaitDemand() throws InterruptedException {
    lock.lock();
    try {
      while (requested == 0 && !cancelled && !stopped && badRequest == null) {
        changed.await();
      }
      if (requested > 0 && requested != Long.MAX_VALUE) {
        requested--;
      }
      return !cancelled;
    } finally {
      lock.unlock();
    }
  }

  private boolean isCancelled() {
    lock.lock();
    try {
      return cancelled;
    } finally {
      lock.unlock();
    }
  }

  private void change(Runnable change) {
    lock.lock();
    try {
      change.run();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
