package io.pushchannel.testkit;

import io.pushchannel.Gap;
import io.pushchannel.Message;
import io.pushchannel.PushChannel;
import io.pushchannel.PushState;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A listener that waits for a publish once in each callback. Before each acknowledgement, 10,000
 * messages are on their way to the channel.
 */
final class WaitingListener extends RecordingListener implements Flow.Subscriber<Message> {

  /** The text of the last message. */
  static final String END = "end";

  /** Messages before the first acknowledgement; none is delivered before the last. */
  static final int AHEAD = 10_000;

  /** Messages before each further acknowledgement. */
  private static final int MORE = 100;

  private static final int PATIENCE_SECONDS = 8;

  private final CompletableFuture<PushChannel> channel = new CompletableFuture<>();
  private final Map<String, Object> results = new ConcurrentHashMap<>();
  private final List<String> published = new CopyOnWriteArrayList<>();
  private final TransportFixture fixture;
  private volatile boolean ended;

  WaitingListener(TransportFixture fixture) {
    this.fixture = fixture;
  }

  /** Sets the channel to publish on, and subscribes to it. */
  void use(PushChannel newChannel) {
    newChannel.subscribe(this);
    channel.complete(newChannel);
  }

  /** Returns true after each callback has waited. */
  boolean isDone() {
    return results.keySet().equals(Set.of("onState", "onGap", "onMessage", "onNext"));
  }

  /** Returns true after the last message was delivered. */
  boolean hasEnded() {
    return ended;
  }

  /** Returns the id or the failure of each publish, by the name of its callback. */
  Map<String, Object> results() {
    return results;
  }

  /** Returns the texts that were published before the acknowledgements. */
  List<String> published() {
    return published;
  }

  @Override
  public void onState(PushState state, @Nullable Exception cause) {
    if (state == PushState.OPEN) {
      waitOnce("onState");
    }
    super.onState(state, cause);
  }

  @Override
  public void onGap(Gap gap) {
    waitOnce("onGap");
    super.onGap(gap);
  }

  @Override
  public void onMessage(Message message) {
    waitOnce("onMessage");
    super.onMessage(message);
    ended = message.data().equals(END);
  }

  @Override
  public void onSubscribe(Flow.Subscription subscription) {
    subscription.request(Long.MAX_VALUE);
  }

  @Override
  public void onNext(Message message) {
    waitOnce("onNext");
  }

  @Override
  public void onError(Throwable failure) {
    throw new AssertionError("the channel must not fail in this test", failure);
  }

  @Override
  public void onComplete() {
    // occurs only after the test
  }

  private void waitOnce(String callback) {
    if (!results.containsKey(callback)) {
      published.addAll(fixture.publish("a", results.isEmpty() ? AHEAD : MORE));
      results.put(callback, publish(callback));
    }
  }

  private Object publish(String text) {
    try {
      return channel
          .join()
          .publish("b", text)
          .toCompletableFuture()
          .get(PATIENCE_SECONDS, TimeUnit.SECONDS)
          .id();
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      return e;
    }
  }
}
