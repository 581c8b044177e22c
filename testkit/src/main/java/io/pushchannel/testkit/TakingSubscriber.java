package io.pushchannel.testkit;

import io.pushchannel.Message;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;

/** Takes what it is given and keeps it; asking for it is left to the test. */
record TakingSubscriber(
    CompletableFuture<Flow.Subscription> subscription,
    List<String> taken,
    CompletableFuture<Void> completed)
    implements Flow.Subscriber<Message> {

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
