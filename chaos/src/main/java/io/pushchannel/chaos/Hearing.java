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
final class Hearing implements PushListener {

  private final Truth truth;
  private final Counts counts;

  /** Counted down when pauses must end. */
  private final CountDownLatch hurry;

  private final AtomicLong pauseMillis = new AtomicLong();
  private final CompletableFuture<CloseReason> closed = new CompletableFuture<>();

  /** Written on the channel's thread; read by other threads only after the channel is closed. */
  private final List<Heard> heard = new ArrayList<>();

  private final AtomicReference<@Nullable Place> reached = new AtomicReference<>();

  Hearing(Truth truth, Counts counts, CountDownLatch hurry) {
    this.truth = truth;
    this.counts = counts;
    this.hurry = hurry;
  }

  /** Makes the next message take the given time. */
  void beSlow(Duration pause) {
    pauseMillis.set(pause.toMillis());
  }

  CompletableFuture<CloseReason> closed() {
    return closed;
  }

  List<Heard> heard() {
    return heard;
  }

  /** Returns true if a message or a gap has reached {@code place} or a later one. */
  boolean hasReached(Place place) {
    Place so = reached.get();
    return so != null && !place.isAfter(so);
  }

  @Override
  public void onMessage(Message message) {
    pause();
    heard.add(new Heard.Message(message.id(), message.topic(), message.data().hashCode()));
    reached.set(truth.place(message.id()));
    counts.delivered();
  }

  @Override
  public void onGap(Gap gap) {
    heard.add(new Heard.Gap(gap, truth.head()));
    reached.set(truth.place(gap.resumed()));
    counts.gap();
  }

  @Override
  public void onState(PushState state, @Nullable Exception cause) {
    if (state == PushState.WAITING) {
      heard.add(new Heard.Break(String.valueOf(cause)));
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
        hurry.await(millis, TimeUnit.MILLISECONDS);
      } catch (InterruptedException e) {
        throw new IllegalStateException("the listener's thread must not be interrupted", e);
      }
    }
  }
}
