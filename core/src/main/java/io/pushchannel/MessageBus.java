package io.pushchannel;

import io.pushchannel.bus.MemoryBus;
import io.pushchannel.check.Arguments;
import io.pushchannel.spi.Feed;
import io.pushchannel.spi.ReaderNotifier;
import io.pushchannel.wire.Json;
import io.pushchannel.wire.WireFormat;
import java.util.Collection;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Takes messages and keeps them, per topic, in a bounded log from which every transport reads.
 * Every message of every topic gets the next number of one sequence, so one {@link Cursor} serves
 * any set of topics. All methods may be called from any thread.
 */
public interface MessageBus extends AutoCloseable {

  /** A bus in this process's memory with {@link Retention#DEFAULT}. */
  static MessageBus inMemory() {
    return inMemory(Retention.DEFAULT);
  }

  /** A bus in this process's memory. */
  static MessageBus inMemory(Retention retention) {
    return new MemoryBus(Arguments.requirePresent("retention", retention));
  }

  /** Names this life of the bus; random for each. */
  String epoch();

  /**
   * Appends a text to a topic's log. CR and CRLF become LF.
   *
   * @return completes once the message is in the log, exceptionally with {@link
   *     IllegalArgumentException} if the topic is not valid or the text not valid Unicode, and with
   *     {@link IllegalStateException} if the bus is closed
   */
  default CompletionStage<PublishResult> publish(String topic, String data) {
    return publish(topic, data, null);
  }

  /** Publishes {@code value} as JSON, as {@link #publish(String, String)} does its text. */
  default CompletionStage<PublishResult> publish(String topic, Object value) {
    return publish(topic, Json.MAPPER.writeValueAsString(value), null);
  }

  /**
   * Publishes as {@link #publish(String, String)} does, once per {@code key}: while the message
   * first published under the key is retained, publishing its text again under it on the same topic
   * appends nothing and gives the first id.
   *
   * @param key 1 to 256 characters chosen by the publisher, or null for none
   * @return as {@link #publish(String, String)}; completes with {@link IdempotencyKeyException} if
   *     the retained message has another text, which is compared with CR and CRLF as LF
   */
  CompletionStage<PublishResult> publish(String topic, String data, @Nullable String key);

  /**
   * Opens a reader's place in the log. For authors of transports.
   *
   * @param topics one or more valid topics
   * @param after where to read from
   * @param format how to encode what is read
   * @param drain the event loop that reads; only on it may the feed be used
   * @throws IllegalStateException if the bus is closed
   */
  Feed open(Collection<String> topics, Cursor after, WireFormat format, ReaderNotifier drain);

  /**
   * Forgets every message and refuses further use. Servers on this bus are closed by their owner,
   * before the bus: a server whose bus is closed ends its streams with {@code bye} and answers
   * other requests with 503.
   */
  @Override
  void close();
}
