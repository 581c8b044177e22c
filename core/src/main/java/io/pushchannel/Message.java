package io.pushchannel;

import static io.pushchannel.check.Arguments.requirePresent;

import java.lang.reflect.Type;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A text that was published on a topic. Immutable. */
public final class Message {

  private final Cursor id;
  private final String topic;
  private final String data;
  private final @Nullable Instant publishedAt;
  private final MessageCodec codec;

  /** Creates a message without a time of publication. */
  public Message(Cursor id, String topic, String data) {
    this(id, topic, data, null);
  }

  /** Creates a message. */
  public Message(Cursor id, String topic, String data, @Nullable Instant publishedAt) {
    this(id, topic, data, publishedAt, MessageCodec.DEFAULT);
  }

  private Message(
      Cursor id, String topic, String data, @Nullable Instant publishedAt, MessageCodec codec) {
    this.id = requirePresent("id", id);
    this.topic = requirePresent("topic", topic);
    this.data = requirePresent("data", data);
    this.publishedAt = publishedAt;
    this.codec = codec;
  }

  /** Returns this message with the codec that {@link #dataAs} uses. */
  public Message withCodec(MessageCodec newCodec) {
    return newCodec == codec ? this : new Message(id, topic, data, publishedAt, newCodec);
  }

  /** Returns the position after this message. Unique within a bus. */
  public Cursor id() {
    return id;
  }

  /** Returns the topic, see {@link Topic}. */
  public String topic() {
    return topic;
  }

  /** Returns the text, in which CR and CRLF have been replaced by LF. */
  public String data() {
    return data;
  }

  /**
   * Returns the time at which the bus accepted the message, in milliseconds; null unless {@link
   * MessageBusBuilder#publishTimes} is enabled.
   */
  public @Nullable Instant publishedAt() {
    return publishedAt;
  }

  /**
   * Returns the data as a value, decoded by the codec of the channel or the bus that delivered the
   * message.
   *
   * @throws RuntimeException of the codec if the data does not fit {@code type}, for the default
   *     codec {@link tools.jackson.core.JacksonException}
   */
  public <T> T dataAs(Class<T> type) {
    return codec.decode(data, type);
  }

  /** Returns the data as a value of a generic type such as {@code List<Price>}. */
  @SuppressWarnings("TypeParameterUnusedInFormals") // as Jackson's readValue
  public <T> T dataAs(Type type) {
    return codec.decode(data, type);
  }

  /** Compares id, topic, data and time of publication. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Message message
        && message.id.equals(id)
        && message.topic.equals(topic)
        && message.data.equals(data)
        && Objects.equals(message.publishedAt, publishedAt);
  }

  @Override
  public int hashCode() {
    return id.hashCode();
  }

  @Override
  public String toString() {
    String time = publishedAt == null ? "" : ", publishedAt=" + publishedAt;
    return "Message[id=" + id + ", topic=" + topic + ", data=" + data + time + ']';
  }
}
