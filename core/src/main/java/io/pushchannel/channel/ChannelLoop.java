package io.pushchannel.channel;

import io.pushchannel.CloseReason;
import io.pushchannel.Cursor;
import io.pushchannel.Gap;
import io.pushchannel.Message;
import io.pushchannel.PublishResult;
import io.pushchannel.PushListener;
import io.pushchannel.PushOptions;
import io.pushchannel.PushState;
import io.pushchannel.spi.PushConnection;
import io.pushchannel.spi.PushFailure;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The life of one channel: attempt after attempt on one thread, until it is closed. The listener is
 * called on that thread and nowhere else.
 */
public final class ChannelLoop implements Runnable, Delivery.Target {

  private static final Logger log = LoggerFactory.getLogger(ChannelLoop.class);

  private final String name;
  private final Set<String> topics;
  private final PushConnection connection;
  private final PushListener listener;
  private final Delivery delivery;
  private final Backoff backoff;
  private final long longAttempt;
  private final LongSupplier clock;
  private final Subscribers subscribers = new Subscribers();
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile PushState state = PushState.CONNECTING;
  private @Nullable Throwable listenerFailure;
  private boolean failing;

  /**
   * A channel's loop, not started.
   *
   * @param name for the log
   * @param clock in nanoseconds from any origin
   */
  public ChannelLoop(
      String name,
      Set<String> topics,
      PushConnection connection,
      PushOptions options,
      PushListener listener,
      LongSupplier clock,
      RandomGenerator random) {
    this.name = name;
    this.topics = topics;
    this.connection = connection;
    this.listener = listener;
    this.clock = clock;
    this.delivery = new Delivery(options.after(), this);
    this.backoff = new Backoff(options, random);
    this.longAttempt = options.maxBackoff().toNanos();
  }

  /** Starts the channel's thread. */
  public void start(String transport) {
    ChannelThreads.create(transport, this).start();
  }

  @Override
  public void run() {
    CloseReason reason;
    try {
      reason = attempts();
    } catch (InterruptedException | RuntimeException | Error e) {
      reason = new CloseReason.Failed(listenerFailure == null ? e : listenerFailure);
    }
    end(isClosed() ? new CloseReason.ClosedByApplication() : reason);
  }

  /** Closes the channel; returns at once. From any thread; again does nothing. */
  public void close() {
    closed.countDown();
    subscribers.stopWaiting();
    connection.close();
  }

  /** Where the channel is. From any thread. */
  public PushState state() {
    return state;
  }

  /** The place to resume from. From any thread. */
  public Cursor cursor() {
    return delivery.cursor();
  }

  /** Publishes. From any thread. */
  public CompletionStage<PublishResult> publish(String topic, String data, @Nullable String key) {
    return isClosed() || state == PushState.CLOSED
        ? CompletableFuture.failedFuture(new IllegalStateException("the channel is closed"))
        : connection.publish(topic, data, key);
  }

  /** Adds a subscriber. From any thread. */
  public void subscribe(Flow.Subscriber<? super Message> subscriber) {
    subscribers.add(subscriber);
  }

  @Override
  public void opened() {
    if (failing) {
      log.info("{} is back, after {}", name, delivery.cursor());
      failing = false;
    }
    enter(PushState.OPEN, null);
  }

  @Override
  public void gap(Gap gap) {
    call(() -> listener.onGap(gap));
  }

  @Override
  public void message(Message message) {
    call(() -> listener.onMessage(message));
    try {
      subscribers.deliver(message);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AttemptEnded("the channel's thread was interrupted");
    }
  }

  private CloseReason attempts() throws InterruptedException {
    while (!isClosed()) {
      enter(PushState.CONNECTING, null);
      long began = clock.getAsLong();
      delivery.beginAttempt();
      Exception cause = attempt();
      if (listenerFailure != null) {
        return new CloseReason.Failed(listenerFailure);
      }
      if (cause instanceof PushFailure refusal && !refusal.isRetryable()) {
        return new CloseReason.Refused(refusal.status(), String.valueOf(refusal.getMessage()));
      }
      if (!isClosed()) {
        boolean isLong = delivery.hasOpened() && clock.getAsLong() - began >= longAttempt;
        if (isLong || delivery.hasDelivered()) {
          backoff.reset();
        }
        pause(cause);
      }
    }
    return new CloseReason.ClosedByApplication();
  }

  /** What ended the attempt; null if the server did, as it should. */
  private @Nullable Exception attempt() throws InterruptedException {
    try {
      connection.run(topics, delivery.cursor(), delivery);
      return null;
    } catch (IOException e) {
      return e;
    } catch (AttemptEnded e) {
      return e.reason();
    }
  }

  private void pause(@Nullable Exception cause) throws InterruptedException {
    Duration hint =
        cause instanceof PushFailure refusal ? refusal.retryAfter() : delivery.retryAfter();
    long millis = backoff.next(hint);
    if (!failing) {
      failing = true;
      log.warn(
          "{} ended ({}); retrying, first in {} ms",
          name,
          cause == null ? "the server asked to come back" : cause.toString(),
          millis);
    } else {
      log.debug("{} ended again; retrying in {} ms", name, millis, cause);
    }
    enter(PushState.WAITING, cause);
    closed.await(millis, TimeUnit.MILLISECONDS);
  }

  private void enter(PushState newState, @Nullable Exception cause) {
    state = newState;
    call(() -> listener.onState(newState, cause));
  }

  /** Calls the listener, unless the channel is closed; its failure ends the channel. */
  private void call(Runnable callback) {
    if (isClosed()) {
      throw new AttemptEnded("the channel is closed");
    }
    try {
      callback.run();
    } catch (RuntimeException | Error e) {
      listenerFailure = e;
      throw new AttemptEnded("the listener failed");
    }
  }

  private void end(CloseReason reason) {
    connection.close();
    state = PushState.CLOSED;
    if (reason instanceof CloseReason.Failed failed) {
      log.error("{} is closed because its listener or its thread failed", name, failed.cause());
    }
    try {
      listener.onState(PushState.CLOSED, null);
      listener.onClosed(reason);
    } catch (RuntimeException e) {
      log.error("The listener of {} failed at its end", name, e);
    } finally {
      subscribers.end(reason);
    }
  }

  private boolean isClosed() {
    return closed.getCount() == 0;
  }
}
