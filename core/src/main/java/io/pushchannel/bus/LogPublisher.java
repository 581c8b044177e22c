package io.pushchannel.bus;

import io.pushchannel.CloseReason;
import io.pushchannel.Cursor;
import io.pushchannel.Gap;
import io.pushchannel.Message;
import io.pushchannel.MessageCodec;
import io.pushchannel.MessageGapException;
import io.pushchannel.check.Arguments;
import io.pushchannel.spi.MessageLog;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The messages of a log after a cursor, for each subscriber from there. */
record LogPublisher(
    MessageLog log, Set<String> topics, Cursor after, MessageCodec codec, Executor threads)
    implements Flow.Publisher<Message> {

  @Override
  public void subscribe(Flow.Subscriber<? super Message> subscriber) {
    Arguments.requirePresent("subscriber", subscriber);
    SubscriberTarget target = new SubscriberTarget(subscriber, codec);
    subscriber.onSubscribe(target);
    try {
      target.start(LogSubscription.open(log, topics, after, target, threads));
    } catch (RuntimeException e) {
      target.fail(e);
    }
  }

  /** Delivers to one subscriber as much as it requests (Reactive Streams, rules 1 and 3). */
  private static final class SubscriberTarget implements LogSubscription.Target, Flow.Subscription {

    private static final Logger log = LoggerFactory.getLogger(LogPublisher.class);

    private final Flow.Subscriber<? super Message> subscriber;
    private final MessageCodec codec;
    private final AtomicLong demand = new AtomicLong();
    private volatile @Nullable LogSubscription subscription;
    private volatile boolean cancelled;
    private volatile @Nullable RuntimeException failure;

    SubscriberTarget(Flow.Subscriber<? super Message> subscriber, MessageCodec codec) {
      this.subscriber = subscriber;
      this.codec = codec;
    }

    /** Applies what the subscriber did in {@code onSubscribe}. */
    void start(LogSubscription started) {
      subscription = started;
      proceed();
    }

    void fail(RuntimeException cause) {
      if (!cancelled) {
        cancelled = true;
        subscriber.onError(cause);
      }
    }

    @Override
    public void request(long n) {
      if (n <= 0) {
        failure = new IllegalArgumentException("request must be positive, was " + n);
      } else {
        demand.accumulateAndGet(n, (a, b) -> a + b < 0 ? Long.MAX_VALUE : a + b);
      }
      proceed();
    }

    @Override
    public void cancel() {
      cancelled = true;
      proceed();
    }

    private void proceed() {
      LogSubscription started = subscription;
      if (started == null) {
        return;
      }
      if (cancelled || failure != null) {
        started.close();
      } else {
        started.resume();
      }
    }

    @Override
    public long demand() {
      return demand.get();
    }

    @Override
    public @Nullable CloseReason message(Message message) {
      if (demand.get() != Long.MAX_VALUE) {
        demand.decrementAndGet();
      }
      try {
        subscriber.onNext(message.withCodec(codec));
        return null;
      } catch (RuntimeException | Error e) {
        cancelled = true; // no signal may follow (rule 2.13)
        log.error("A subscriber of the bus is cancelled: onNext threw at {}", message.id(), e);
        return new CloseReason.ClosedByApplication();
      }
    }

    @Override
    public @Nullable CloseReason gap(Gap gap) {
      MessageGapException lost = new MessageGapException(gap);
      return new CloseReason.Failed(lost, String.valueOf(lost.getMessage()));
    }

    @Override
    public void closed(CloseReason reason) {
      if (cancelled) {
        return;
      }
      cancelled = true;
      RuntimeException rejected = failure;
      if (rejected != null) {
        subscriber.onError(rejected);
      } else if (reason instanceof CloseReason.Failed failed) {
        subscriber.onError(failed.cause());
      } else {
        subscriber.onComplete();
      }
    }
  }
}
