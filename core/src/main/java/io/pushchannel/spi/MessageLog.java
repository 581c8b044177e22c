package io.pushchannel.spi;

import io.pushchannel.PublishResult;
import io.pushchannel.wire.Position;
import io.pushchannel.wire.WireFormat;
import java.util.Collection;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The log of a bus, as servers and transports use it. Every implementation of {@link
 * io.pushchannel.MessageBus} that a server can serve implements it. All methods are thread-safe.
 */
public interface MessageLog {

  /** Returns the name of this lifetime of the bus, which is random. */
  String epoch();

  /**
   * Appends a text to the log of a topic.
   *
   * @param key an idempotency key of 1 to 256 characters, or null
   * @return completes when the message is in the log; fails with {@link IllegalArgumentException}
   *     if an argument is invalid, {@link io.pushchannel.IdempotencyKeyException} if the key
   *     belongs to another text, and {@link IllegalStateException} if the bus is closed
   */
  CompletionStage<PublishResult> append(String topic, String data, @Nullable String key);

  /**
   * Opens a feed.
   *
   * @param topics one or more valid topics
   * @param after the position before the first message to read
   * @param format encodes the messages
   * @param notifier the event loop that reads; the feed is confined to it
   * @throws IllegalStateException if the bus is closed
   */
  Feed open(Collection<String> topics, Position after, WireFormat format, ReaderNotifier notifier);
}
