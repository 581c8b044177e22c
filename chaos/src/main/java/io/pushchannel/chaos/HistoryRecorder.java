package io.pushchannel.chaos;

import io.pushchannel.CloseReason;
import io.pushchannel.Gap;
import io.pushchannel.Message;
import io.pushchannel.PushListener;
import io.pushchannel.PushState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A listener that records all calls of one channel, and pauses on request. */
final class HistoryRecorder implements PushListener {

  private final PublishedLog log;
  private final Counts counts;

  /** Counted down when pauses must end. */
  private final CountDownLatch finish;

  private final AtomicLong pauseMillis = new AtomicLong();
  private final CompletableFuture<CloseReason> closed = new CompletableFuture<>();

  /** Written on the channel's thread; read by other threads only after the channel is closed. */
  private final List<Received> received = new ArrayList<>();

  private final AtomicReference<@Nullable BusPosition> reached = new AtomicReference<>();

  HistoryRecorder(PublishedLog log, Counts counts, CountDownLatch finish) {
    this.log = log;
    this.counts = counts;
    this.finish = finish;
  }

  /** Makes the next message take the given time. */
  void pauseAtNextMessage(Duration pause) {
    pauseMillis.set(pause.toMillis());
  }

  CompletableFuture<CloseReason> closed() {
    return closed;
  }

  List<Received> received() {
    return received;
  }

  /** Returns true if a message or a gap has reached {@code position} or a later one. */
  boolean hasReached(BusPosition position) {
    BusPosition so = reached.get();
    return so != null && !position.isAfter(so);
  }

  @Override
  public void onMessage(Message message) {
    pause();
    received.add(new Received.Message(message.id(), message.topic(), message.data().hashCode()));
    reached.set(log.position(message.id()));
    counts.delivered();
  }

  @Override
  public void onGap(Gap gap) {
    received.add(new Received.Gap(gap, log.head()));
    reached.set(log.position(gap.resumed()));
    counts.gap();
  }

  @Override
  public void onState(PushState state, @Nullable Exception cause) {
    if (state == PushState.RECONNECTING) {
      received.add(new Received.Disconnect(String.valueOf(cause)));
      counts.reconnection();
    }
  }

  @Override
  public void onClosed(CloseReason reason) {
    closed.complete(reason);
  }

  private void pause() {
    long millis = pauseMillis.getAndSet(0);
    if (millis > 0) {
      try {
        finish.await(millis, TimeUnit.MILLISECONDS);
      } catch (InterruptedException e) {
        throw new IllegalStateException("the listener's thread must not be interrupted", e);
      }
    }
  }
}
