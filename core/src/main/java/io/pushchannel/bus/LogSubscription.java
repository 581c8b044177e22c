package io.pushchannel.bus;

import io.pushchannel.BusSubscription;
import io.pushchannel.CloseReason;
import io.pushchannel.CloseResult;
import io.pushchannel.Cursor;
import io.pushchannel.Gap;
import io.pushchannel.Message;
import io.pushchannel.Topic;
import io.pushchannel.spi.BatchFormat;
import io.pushchannel.spi.Feed;
import io.pushchannel.spi.MessageLog;
import io.pushchannel.spi.ReaderNotifier;
import io.pushchannel.wire.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Reads a log in the process of the bus. Everything but {@link #cursor}, {@link #closed} and {@link
 * #close} runs on a serial executor, which is the event loop of the feed.
 */
final class LogSubscription implements BusSubscription {

  /** Messages that are read at a time, before other subscriptions get their turn. */
  private static final int BATCH = 64;

  /** Receives what is read. Not called again after it has returned {@code false}. */
  interface Target {
    /** Returns the maximum number of messages that may be delivered now. */
    long demand();

    /** Delivers a message; returns the reason to stop, or null. */
    @Nullable CloseReason message(Message message);

    /** Delivers a gap; returns the reason to stop, or null. */
    @Nullable CloseReason gap(Gap gap);

    /** Delivers the end. */
    void closed(CloseReason reason);
  }

  private final Target target;
  private final Executor loop;
  private final CompletableFuture<CloseResult> closed = new CompletableFuture<>();
  private final List<Message> batch = new ArrayList<>(BATCH);
  private final Feed feed;
  private volatile Cursor cursor;
  private final AtomicBoolean scheduled = new AtomicBoolean();
  private volatile boolean closing;
  private boolean ended;

  private LogSubscription(
      MessageLog log, Set<String> topics, Cursor after, Target target, Executor threads) {
    this.target = target;
    this.loop = new SerialExecutor(threads);
    this.feed =
        log.open(topics, Position.of(after), BatchFormat.INSTANCE, new ReaderNotifier(loop));
    this.cursor = feed.asked().toCursor();
  }

  /** Opens a subscription, and starts to deliver. */
  static LogSubscription open(
      MessageLog log, Set<String> topics, Cursor after, Target target, Executor threads) {
    Topic.requireAll(topics);
    LogSubscription subscription = new LogSubscription(log, topics, after, target, threads);
    subscription.loop.execute(() -> subscription.feed.onAvailable(subscription::run));
    subscription.resume();
    return subscription;
  }

  @Override
  public Cursor cursor() {
    return cursor;
  }

  @Override
  public CompletionStage<CloseResult> closed() {
    return closed.minimalCompletionStage();
  }

  @Override
  public void close() {
    closing = true;
    resume();
  }

  /** Continues after the demand has grown. May be called from any thread; queues one task. */
  void resume() {
    if (!scheduled.getAndSet(true)) {
      loop.execute(
          () -> {
            scheduled.set(false);
            run();
          });
    }
  }

  /** Delivers one batch, and continues with the next after other subscriptions. */
  private void run() {
    if (ended) {
      return;
    }
    CloseReason reason;
    try {
      reason = closing ? new CloseReason.ClosedByApplication() : deliver();
    } catch (RuntimeException | Error e) {
      reason = new CloseReason.Failed(e, "the subscription failed");
    }
    if (reason != null) {
      end(reason);
    }
  }

  private @Nullable CloseReason deliver() {
    int most = (int) Math.min(BATCH, target.demand());
    if (most == 0 && !feed.hasGap()) {
      return null;
    }
    batch.clear();
    int read;
    try {
      read = feed.readMessages(batch, Math.max(1, most));
    } catch (IllegalStateException busIsClosed) {
      return new CloseReason.ClosedByApplication();
    }
    CloseReason reason = read == Feed.GAP ? gap() : messages();
    if (reason == null && read != 0) {
      resume();
    }
    return reason;
  }

  private @Nullable CloseReason gap() {
    Gap gap = feed.takeGap();
    if (gap == null) {
      return null;
    }
    CloseReason reason = target.gap(gap);
    if (reason == null) {
      cursor = gap.resumed();
    }
    return reason;
  }

  private @Nullable CloseReason messages() {
    for (Message message : batch) {
      if (closing) {
        return new CloseReason.ClosedByApplication();
      }
      CloseReason reason = target.message(message);
      if (reason != null) {
        return reason;
      }
      cursor = message.id();
    }
    return null;
  }

  private void end(CloseReason reason) {
    ended = true;
    feed.close();
    try {
      target.closed(reason);
    } finally {
      closed.complete(new CloseResult(reason, cursor));
    }
  }
}
