package io.pushchannel.server;

import io.pushchannel.Cursor;
import io.pushchannel.IdempotencyKeyException;
import io.pushchannel.MessageBus;
import io.pushchannel.PublishResult;
import io.pushchannel.spi.Feed;
import io.pushchannel.spi.ReaderNotifier;
import io.pushchannel.wire.WireFormat;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The bus of a server, which rejects a publish while another one under the same key is not
 * finished. Costs nothing on a bus that finishes each publish at once. Thread-safe.
 */
final class UnfinishedKeys implements MessageBus {

  private record TopicKey(String topic, String key) {}

  private final MessageBus bus;
  private final Set<TopicKey> unfinished = ConcurrentHashMap.newKeySet();

  UnfinishedKeys(MessageBus bus) {
    this.bus = bus;
  }

  @Override
  public String epoch() {
    return bus.epoch();
  }

  @Override
  public CompletionStage<PublishResult> publish(String topic, String data, @Nullable String key) {
    if (key == null) {
      return bus.publish(topic, data, null);
    }
    if (!unfinished.isEmpty() && unfinished.contains(new TopicKey(topic, key))) {
      return CompletableFuture.failedFuture(IdempotencyKeyException.unfinished(topic, key));
    }
    CompletableFuture<PublishResult> published =
        bus.publish(topic, data, key).toCompletableFuture();
    if (!published.isDone()) {
      watch(new TopicKey(topic, key), published);
    }
    return published;
  }

  @Override
  public Feed open(
      Collection<String> topics, Cursor after, WireFormat format, ReaderNotifier drain) {
    return bus.open(topics, after, format, drain);
  }

  @Override
  public void close() {
    bus.close();
  }

  private void watch(TopicKey key, CompletableFuture<PublishResult> published) {
    unfinished.add(key);
    published.whenComplete((result, failure) -> unfinished.remove(key));
  }
}
