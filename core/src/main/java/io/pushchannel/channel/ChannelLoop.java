package io.pushchannel.channel;

import io.pushchannel.CloseReason;
import io.pushchannel.CloseResult;
import io.pushchannel.Cursor;
import io.pushchannel.Message;
import io.pushchannel.MessageCodec;
import io.pushchannel.PublishResult;
import io.pushchannel.PushListener;
import io.pushchannel.PushOptions;
import io.pushchannel.PushRefusedException;
import io.pushchannel.PushState;
import io.pushchannel.check.Excerpt;
import io.pushchannel.spi.PushConnection;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The life of one channel: attempt after attempt on one thread, until it is closed. The listener is
 * called on that thread and nowhere else.
 */
public final class ChannelLoop {

  /** A stream that was open for this time was healthy, even if it delivered nothing. */
  private static final Duration HEALTHY = Duration.ofSeconds(5);

  private final Logger log;
  private final String name;
  private final TopicSet topics;
  private final PushConnection connection;
  private final Sleeper time;

  /** Open from the first {@link #close} on; what waits, waits for it. */
  private final CountDownLatch closed = new CountDownLatch(1);

  private final Subscribers subscribers = new Subscribers();
  private final PendingPublishes publishes;
  private final CompletableFuture<Cursor> openedStage = new CompletableFuture<>();
  private final CompletableFuture<CloseResult> closedStage = new CompletableFuture<>();
  private volatile PushState state = PushState.CONNECTING;

  // on the channel's thread only
  private final ListenerInvoker listener;
  private final DuplicateFilter delivery;
  private final ReconnectPolicy reconnects;
  private final HeaderRefresh headers;
  private long openedAt;

  /**
   * A channel's loop, not started.
   *
   * @param name for the log
   */
  public ChannelLoop(
      String name,
      Set<String> topics,
      PushConnection connection,
      PushOptions options,
      MessageCodec codec,
      PushListener listener) {
    this(
        name,
        topics,
        connection,
        options,
        codec,
        listener,
        Sleeper.SYSTEM,
        ChannelLoop::below,
        LoggerFactory.getLogger(ChannelLoop.class));
  }

  ChannelLoop(
      String name,
      Set<String> topics,
      PushConnection connection,
      PushOptions options,
      MessageCodec codec,
      PushListener listener,
      Sleeper time,
      LongUnaryOperator random,
      Logger log) {
    this.log = log;
    this.name = name;
    this.topics = new TopicSet(topics);
    this.connection = connection;
    this.time = time;
    this.listener = new ListenerInvoker(listener, closed);
    EpochChanges epochs = new EpochChanges(time, options.maxBackoff());
    this.delivery =
        new DuplicateFilter(
            options.after(),
            epochs,
            this.topics,
            new ListenerDispatcher(
                this.listener, subscribers, codec, this::attemptOpened, this::attemptReached));
    this.reconnects = new ReconnectPolicy(options, epochs, new OutageLog(log, name), random);
    this.headers = new HeaderRefresh(options);
    this.publishes = new PendingPublishes(connection, options, ChannelLoop::below);
  }

  private static long below(long bound) {
    return ThreadLocalRandom.current().nextLong(bound);
  }

  /** Starts the channel's thread. */
  public void start(String transport) {
    ChannelThreads.create(transport, this::run).start();
  }

  /** Closes the channel. Idempotent and non-blocking. May be called from any thread. */
  public void close() {
    closed.countDown();
    subscribers.stopWaiting();
    connection.close();
    publishes.close();
  }

  /** Returns the state. May be called from any thread. */
  public PushState state() {
    return isClosed() ? PushState.CLOSED : state;
  }

  /** Returns the position to resume from. May be called from any thread. */
  public Cursor cursor() {
    return delivery.cursor();
  }

  /** Publishes. May be called from any thread. */
  public CompletionStage<PublishResult> publish(String topic, String data, @Nullable String key) {
    return isClosed()
        ? CompletableFuture.failedFuture(new IllegalStateException(name + " is closed"))
        : publishes.publish(topic, data, key);
  }

  /** Completes at the first {@link PushState#OPEN}. */
  public CompletionStage<Cursor> opened() {
    return openedStage.minimalCompletionStage();
  }

  /** Completes after {@link PushListener#onClosed}. */
  public CompletionStage<CloseResult> closed() {
    return closedStage.minimalCompletionStage();
  }

  /** Adds a topic. May be called from any thread. */
  public CompletionStage<Cursor> subscribe(String topic) {
    return change(topics.add(topic));
  }

  /** Removes a topic. May be called from any thread. */
  public CompletionStage<Cursor> unsubscribe(String topic) {
    return change(topics.remove(topic));
  }

  /** Ends the attempt in progress; the next one has the new topics. */
  private CompletionStage<Cursor> change(CompletableFuture<Cursor> change) {
    if (isClosed()) {
      topics.close(name + " is closed");
    } else if (!change.isDone()) {
      connection.restart();
    }
    return change.minimalCompletionStage();
  }

  /** Adds a subscriber. May be called from any thread. */
  public void subscribe(Flow.Subscriber<? super Message> subscriber) {
    subscribers.add(subscriber);
  }

  /** Runs on the channel's thread until the channel is closed. */
  void run() {
    CloseReason reason;
    try {
      reason = attempts();
    } catch (AttemptEndedException e) {
      reason = new CloseReason.ClosedByApplication(); // seen between two attempts
    } catch (InterruptedException | RuntimeException | Error e) {
      reason = new CloseReason.Failed(e, "the channel's thread failed");
    }
    end(reason);
  }

  private CloseReason attempts() throws InterruptedException {
    while (!isOver()) {
      enter(PushState.CONNECTING, null);
      Exception cause = attempt();
      if (isOver()) {
        break;
      }
      boolean refreshes = headers.allows(cause);
      if (topics.hasChanged() || (refreshes && !delivery.hasOpened())) {
        continue; // immediately: the server did not fail, and an attempt that opens causes a pause
      }
      if (!refreshes && cause instanceof PushRefusedException refusal && !refusal.isRetryable()) {
        return new CloseReason.Refused(refusal.status(), String.valueOf(refusal.getMessage()));
      }
      pause(cause);
    }
    return new CloseReason.ClosedByApplication();
  }

  /** Makes one attempt. Returns its failure; null if the server ended it as announced. */
  private @Nullable Exception attempt() throws InterruptedException {
    Set<String> attempted = topics.beginAttempt();
    delivery.beginAttempt(attempted);
    Exception cause = runConnection(attempted);
    publishes.disconnected();
    reconnects.ended(cause, delivery.cursor(), wasHealthy());
    return cause;
  }

  /** A server that accepts a connection only to drop it does not count. */
  private boolean wasHealthy() {
    boolean stayedOpen = delivery.hasOpened() && time.nanos() - openedAt >= HEALTHY.toNanos();
    return stayedOpen || delivery.hasDelivered();
  }

  private @Nullable Exception runConnection(Set<String> attempted) throws InterruptedException {
    try {
      connection.run(attempted, delivery.cursor(), delivery);
      return delivery.violation();
    } catch (IOException e) {
      IOException violation = delivery.violation();
      return violation == null ? e : violation;
    } catch (AttemptEndedException e) {
      return e.reason();
    }
  }

  private void pause(@Nullable Exception cause) throws InterruptedException {
    Duration hint =
        cause instanceof PushRefusedException refusal
            ? refusal.retryAfter()
            : delivery.retryAfter();
    long millis = reconnects.pause(cause, delivery.cursor(), hint);
    enter(PushState.RECONNECTING, cause);
    time.pause(millis, closed);
  }

  private void enter(PushState entered, @Nullable Exception cause) {
    state = entered;
    listener.state(entered, cause);
  }

  private void end(CloseReason found) {
    CloseReason reason = reason(found);
    closed.countDown();
    if (reason instanceof CloseReason.Failed failed) {
      log.error("{} is closed: {}", name, failed.detail(), failed.cause());
    } else if (reason instanceof CloseReason.Refused refused) {
      log.warn("{} is closed: {}", name, Excerpt.of(refused.detail()));
    } else {
      log.debug("{} is closed: {}", name, reason);
    }
    try {
      publishes.close();
      connection.close();
    } finally {
      listener.end(reason);
      subscribers.end(reason);
      topics.close(name + " is closed");
      openedStage.completeExceptionally(new IllegalStateException(name + " is closed: " + reason));
      closedStage.complete(new CloseResult(reason, delivery.cursor()));
    }
  }

  /** Selects the reason: first the failure of a listener, then the close of the application. */
  private CloseReason reason(CloseReason found) {
    CloseReason.Failed failure = listener.failure();
    if (failure != null) {
      return failure;
    }
    if (isClosed() && found instanceof CloseReason.Failed late) {
      log.debug("{} failed while it was closed", name, late.cause());
      return new CloseReason.ClosedByApplication();
    }
    return found;
  }

  private boolean isOver() {
    return isClosed() || listener.failure() != null;
  }

  private boolean isClosed() {
    return closed.getCount() == 0;
  }

  /** The server has accepted an attempt. */
  private void attemptOpened() {
    publishes.opened(); // first, because the listener may wait for a publish
    openedAt = time.nanos();
    headers.opened();
    reconnects.opened(delivery.cursor());
    enter(PushState.OPEN, null);
  }

  /** The server reads after {@code cursor}. */
  private void attemptReached(Cursor cursor) {
    openedStage.complete(cursor);
    topics.applied(cursor);
  }
}
