package io.pushchannel;

import io.pushchannel.bus.MemoryBus;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * Accepts messages and keeps them, per topic, in a bounded log from which every transport reads.
 * Messages of all topics are numbered in one sequence, so one {@link Cursor} serves any set of
 * topics. All methods are thread-safe.
 *
 * <p>An invalid argument of a publish throws {@link IllegalArgumentException} to the caller: a
 * topic, key or text that is not valid, a text that is too large, a value that the codec cannot
 * encode. The returned stage fails only for later reasons.
 */
public interface MessageBus extends AutoCloseable {

  /** Returns a bus in the memory of this process with default settings. */
  static MessageBus inMemory() {
    return builder().build();
  }

  /** Returns a bus in the memory of this process. */
  static MessageBus inMemory(Retention retention) {
    return builder().retention(retention).build();
  }

  /** Returns a builder for a bus in the memory of this process. */
  static MessageBusBuilder builder() {
    return new MessageBusBuilder(MemoryBus::new);
  }

  /** Publishes a text without an idempotency key. */
  default CompletionStage<PublishResult> publish(String topic, String data) {
    return publish(topic, data, null);
  }

  /**
   * Appends a text to the log of a topic. CR and CRLF become LF.
   *
   * <p>With a key a publish can be repeated safely: while the first message of the key is retained,
   * publishing the same text with it on the same topic appends nothing and returns the first id.
   *
   * @param key an idempotency key of 1 to 256 characters, or null
   * @return completes when the message is in the log; fails with {@link IdempotencyKeyException} if
   *     the retained message of the key has another text, and with {@link IllegalStateException} if
   *     the bus is closed
   * @throws IllegalArgumentException if an argument is invalid
   */
  CompletionStage<PublishResult> publish(String topic, String data, @Nullable String key);

  /** Publishes a value, encoded by the codec of the bus, without an idempotency key. */
  default CompletionStage<PublishResult> publishJson(String topic, Object value) {
    return publishJson(topic, value, null);
  }

  /**
   * Publishes a value, encoded by the codec of the bus.
   *
   * @throws RuntimeException of the codec if it cannot encode the value
   */
  CompletionStage<PublishResult> publishJson(String topic, Object value, @Nullable String key);

  /** Returns the current end of the log. */
  Cursor cursor();

  /**
   * Reads topics in this process. The listener is called by an executor of the bus, one call at a
   * time, under no lock. A slow listener delays only itself: the log waits, and evicts eventually,
   * which the listener receives as a gap. {@link PushListener#onState} is not called.
   *
   * @param topics 1 to 64 valid topics
   * @throws IllegalArgumentException if a topic is invalid
   * @throws IllegalStateException if the bus is closed
   */
  BusSubscription subscribe(Set<String> topics, Cursor after, PushListener listener);

  /**
   * Returns a publisher of the messages after a cursor. Each subscriber reads from {@code after}. A
   * gap ends its subscription with {@link MessageGapException}; the end of the bus completes it.
   */
  Flow.Publisher<Message> publisher(Set<String> topics, Cursor after);

  /** Returns counters. */
  BusStatistics statistics();

  /**
   * Removes all messages and rejects further use. Close servers first: a server whose bus is closed
   * ends its streams with {@code bye} and responds to other requests with 503.
   */
  @Override
  void close();
}
