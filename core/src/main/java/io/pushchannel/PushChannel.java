package io.pushchannel;

import io.pushchannel.spi.PushTransport;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** Under construction. */
public final class PushChannel implements AutoCloseable, Flow.Publisher<Message> {

  private PushChannel() {}

  public static PushChannel open(
      URI base, PushTransport transport, Set<String> topics, PushListener listener) {
    return open(base, transport, topics, PushOptions.DEFAULT, listener);
  }

  public static PushChannel open(
      URI base,
      PushTransport transport,
      Set<String> topics,
      PushOptions options,
      PushListener listener) {
    throw new UnsupportedOperationException();
  }

  public PushState state() {
    throw new UnsupportedOperationException();
  }

  public Cursor cursor() {
    throw new UnsupportedOperationException();
  }

  public CompletionStage<PublishResult> publish(String topic, String data) {
    return publish(topic, data, null);
  }

  public CompletionStage<PublishResult> publish(String topic, Object value) {
    throw new UnsupportedOperationException();
  }

  public CompletionStage<PublishResult> publish(String topic, String data, @Nullable String key) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void subscribe(Flow.Subscriber<? super Message> subscriber) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close() {}
}
