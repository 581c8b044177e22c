package io.pushchannel.server;

import io.pushchannel.IdempotencyKeyException;
import io.pushchannel.PublishResult;
import io.pushchannel.spi.Feed;
import io.pushchannel.spi.MessageLog;
import io.pushchannel.spi.ReaderNotifier;
import io.pushchannel.wire.Position;
import io.pushchannel.wire.WireFormat;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The log of a server, which rejects a publish while another one under the same key is not
 * finished. Costs nothing on a log that finishes each publish at once. Thread-safe.
 */
final class UnfinishedKeys implements MessageLog {

  private record TopicKey(String topic, String key) {}

  private final MessageLog log;
  private final Set<TopicKey> unfinished = ConcurrentHashMap.newKeySet();

  UnfinishedKeys(MessageLog log) {
    this.log = log;
  }

  @Override
  public String epoch() {
    return log.epoch();
  }

  @Override
  public CompletionStage<PublishResult> append(String topic, String data, @Nullable String key) {
    if (key == null) {
      return log.append(topic, data, null);
    }
    if (!unfinished.isEmpty() && unfinished.contains(new TopicKey(topic, key))) {
      return CompletableFuture.failedFuture(IdempotencyKeyException.unfinished(topic, key));
    }
    CompletableFuture<PublishResult> published = log.append(topic, data, key).toCompletableFuture();
    if (!published.isDone()) {
      watch(new TopicKey(topic, key), published);
    }
    return published;
  }

  @Override
  public Feed open(
      Collection<String> topics, Position after, WireFormat format, ReaderNotifier notifier) {
    return log.open(topics, after, format, notifier);
  }

  private void watch(TopicKey key, CompletableFuture<PublishResult> published) {
    unfinished.add(key);
    published.whenComplete((result, failure) -> unfinished.remove(key));
  }
}
