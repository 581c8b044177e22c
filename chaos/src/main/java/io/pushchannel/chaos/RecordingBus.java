package io.pushchannel.chaos;

import io.pushchannel.MessageBus;
import io.pushchannel.PublishResult;
import io.pushchannel.Retention;
import io.pushchannel.spi.Feed;
import io.pushchannel.spi.MessageLog;
import io.pushchannel.spi.ReaderNotifier;
import io.pushchannel.wire.Position;
import io.pushchannel.wire.WireFormat;
import java.util.Collection;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** A bus that records all its messages in a {@link PublishedLog}. */
final class RecordingBus implements MessageLog, AutoCloseable {

  private final MessageBus bus;
  private final MessageLog log;
  private final PublishedLog published;

  RecordingBus(Retention retention, PublishedLog published) {
    this.bus = MessageBus.inMemory(retention);
    this.log = (MessageLog) bus;
    this.published = published;
    published.begin(log.epoch());
  }

  @Override
  public String epoch() {
    return log.epoch();
  }

  /** Publishes without a key. */
  CompletionStage<PublishResult> publish(String topic, String data) {
    return append(topic, data, null);
  }

  @Override
  public CompletionStage<PublishResult> append(String topic, String data, @Nullable String key) {
    return log.append(topic, data, key)
        .thenApply(
            result -> {
              if (!result.duplicate()) {
                published.add(topic, result.id(), data, key);
              }
              return result;
            });
  }

  @Override
  public Feed open(
      Collection<String> topics, Position after, WireFormat format, ReaderNotifier notifier) {
    return log.open(topics, after, format, notifier);
  }

  @Override
  public void close() {
    bus.close();
  }
}
