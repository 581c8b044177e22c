package io.pushchannel.channel;

import io.pushchannel.Message;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Flow;
import java.util.function.Consumer;

/** Writes down every signal, one line each. */
final class RecordingSubscriber implements Flow.Subscriber<Message> {

  final List<String> signals = Collections.synchronizedList(new ArrayList<>());
  volatile Throwable error;
  volatile Flow.Subscription subscription;
  Consumer<Flow.Subscription> onSubscribe = s -> {};
  Consumer<String> onNext = data -> {};

  static RecordingSubscriber requesting(long messages) {
    RecordingSubscriber subscriber = new RecordingSubscriber();
    subscriber.onSubscribe = s -> s.request(messages);
    return subscriber;
  }

  @Override
  public void onSubscribe(Flow.Subscription newSubscription) {
    subscription = newSubscription;
    signals.add("subscribed");
    onSubscribe.accept(newSubscription);
  }

  @Override
  public void onNext(Message message) {
    signals.add(message.data());
    onNext.accept(message.data());
  }

  @Override
  public void onError(Throwable newError) {
    error = newError;
    signals.add("error");
  }

  @Override
  public void onComplete() {
    signals.add("complete");
  }
}
