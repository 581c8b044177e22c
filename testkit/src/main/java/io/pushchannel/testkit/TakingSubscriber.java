package io.pushchannel.testkit;

import io.pushchannel.Message;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;

/** Takes what it is given and keeps it; asking for it is left to the test. */
final class TakingSubscriber implements Flow.Subscriber<Message> {

  private final CompletableFuture<Flow.Subscription> subscription = new CompletableFuture<>();
  private final CompletableFuture<Void> completed = new CompletableFuture<>();
  private final List<String> taken = new CopyOnWriteArrayList<>();

  /** Asks for so many more. */
  void request(long messages) {
    subscription.join().request(messages);
  }

  /** The data of what it was given so far. */
  List<String> taken() {
    return List.copyOf(taken);
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
    taken.add(message.data());
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
