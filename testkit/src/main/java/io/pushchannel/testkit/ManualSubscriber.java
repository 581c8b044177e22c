package io.pushchannel.testkit;

import io.pushchannel.Message;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;

/** A subscriber that records its messages. The test controls the demand. */
final class ManualSubscriber implements Flow.Subscriber<Message> {

  private final CompletableFuture<Flow.Subscription> subscription = new CompletableFuture<>();
  private final CompletableFuture<Void> completed = new CompletableFuture<>();
  private final List<String> received = new CopyOnWriteArrayList<>();

  /** Requests further messages. */
  void request(long messages) {
    subscription.join().request(messages);
  }

  /** Returns the data of the messages so far. */
  List<String> received() {
    return List.copyOf(received);
  }

  void awaitCompleted() throws Exception {
    completed.get(15, TimeUnit.SECONDS);
  }

  @Override
  public void onSubscribe(Flow.Subscription given) {
    subscription.complete(given);
  }

  @Override
  public void onNext(Message message) {
    received.add(message.data());
  }

  @Override
  public void onError(Throwable failure) {
    completed.completeExceptionally(failure);
  }

  @Override
  public void onComplete() {
    completed.complete(null);
  }
}
