package io.pushchannel.channel;

import io.pushchannel.CloseReason;
import io.pushchannel.Message;
import io.pushchannel.PushRefusedException;
import java.util.concurrent.Flow;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One subscriber and its demand (Reactive Streams, section 3). Signals come from the channel's
 * thread, with two exceptions: the first signal comes from the subscribing thread, and the error
 * after an invalid request comes from the requesting thread unless a signal is in progress.
 */
final class MessageSubscription implements Flow.Subscription {

  private static final Logger log = LoggerFactory.getLogger(MessageSubscription.class);

  private final Flow.Subscriber<? super Message> subscriber;
  private final Consumer<MessageSubscription> forget;

  /** Guards what follows; never held while the subscriber is called. */
  private final ReentrantLock lock = new ReentrantLock();

  private final Condition changed = lock.newCondition();
  private long requested;
  private boolean signalling;
  private boolean stopped;
  private @Nullable IllegalArgumentException badRequest;

  /** True after cancellation or the final signal; no signal follows. */
  private boolean done;

  /** A demand of nothing. {@code forget} is called, on any thread, when it is done. */
  MessageSubscription(
      Flow.Subscriber<? super Message> subscriber, Consumer<MessageSubscription> forget) {
    this.subscriber = subscriber;
    this.forget = forget;
  }

  /** Sends the first signal, {@code onSubscribe}. */
  void begin() {
    locked(() -> signalling = true);
    subscriber.onSubscribe(this);
    signalled();
  }

  @Override
  public void request(long messages) {
    locked(
        () -> {
          if (messages <= 0) {
            badRequest =
                new IllegalArgumentException(
                    "request must be for at least 1 message, was for " + messages);
          } else {
            requested = requested + messages < 0 ? Long.MAX_VALUE : requested + messages;
          }
        });
    refuseBadRequest();
  }

  @Override
  public void cancel() {
    locked(() -> done = true);
    forget.accept(this);
  }

  /** The channel closes: what has no demand by now gets no message any more. */
  void stopWaiting() {
    locked(() -> stopped = true);
  }

  boolean isDone() {
    lock.lock();
    try {
      return done;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Hands over a message when it is wanted, or nothing if the subscriber is done.
   *
   * @throws AttemptEndedException if the channel closes before it is wanted
   */
  void deliver(Message message) throws InterruptedException {
    if (!takeOne()) {
      return;
    }
    try {
      subscriber.onNext(message);
    } catch (RuntimeException e) {
      log.error("A subscriber threw, and receives nothing more", e);
      cancel();
    }
    signalled();
  }

  /** Signals the end, unless the subscriber is done. */
  void end(CloseReason reason) {
    if (reason instanceof CloseReason.Refused refused) {
      signalLast(
          s -> s.onError(new PushRefusedException(refused.status(), refused.detail(), null)));
    } else if (reason instanceof CloseReason.Failed failed) {
      signalLast(s -> s.onError(failed.cause()));
    } else {
      signalLast(Flow.Subscriber::onComplete);
    }
  }

  /** Waits for demand, and takes it; false if the subscriber is done. */
  private boolean takeOne() throws InterruptedException {
    lock.lock();
    try {
      while (requested == 0 && !done && !stopped) {
        changed.await();
      }
      if (done) {
        return false;
      }
      if (requested == 0) {
        throw new AttemptEndedException("the channel is closed");
      }
      requested = requested == Long.MAX_VALUE ? requested : requested - 1;
      signalling = true;
      return true;
    } finally {
      lock.unlock();
    }
  }

  private void signalled() {
    locked(() -> signalling = false);
    refuseBadRequest();
  }

  private void refuseBadRequest() {
    IllegalArgumentException bad;
    lock.lock();
    try {
      bad = signalling ? null : badRequest;
    } finally {
      lock.unlock();
    }
    if (bad != null) {
      signalLast(s -> s.onError(bad));
    }
  }

  private void signalLast(Consumer<Flow.Subscriber<? super Message>> signal) {
    boolean[] first = new boolean[1];
    locked(
        () -> {
          first[0] = !done;
          done = true;
        });
    if (first[0]) {
      forget.accept(this);
      try {
        signal.accept(subscriber);
      } catch (RuntimeException | Error e) {
        log.error("A subscriber threw in its final signal", e);
      }
    }
  }

  private void locked(Runnable change) {
    lock.lock();
    try {
      change.run();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
