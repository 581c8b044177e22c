package io.pushchannel.chaos;

import io.pushchannel.Cursor;
import io.pushchannel.MessageBus;
import io.pushchannel.PublishResult;
import io.pushchannel.spi.Feed;
import io.pushchannel.spi.ReaderNotifier;
import io.pushchannel.wire.WireFormat;
import java.util.Collection;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** A bus that records all its messages in a {@link PublishedLog}. */
record RecordingBus(MessageBus bus, PublishedLog log) implements MessageBus {

  RecordingBus {
    log.begin(bus.epoch());
  }

  @Override
  public String epoch() {
    return bus.epoch();
  }

  @Override
  public CompletionStage<PublishResult> publish(String topic, String data, @Nullable String key) {
    return bus.publish(topic, data, key)
        .thenApply(
            result -> {
              if (!result.repeated()) {
                log.add(topic, result.id(), data, key);
              }
              return result;
            });
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
}
