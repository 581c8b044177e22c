package io.pushchannel;

import static io.pushchannel.check.Arguments.requireMillisecond;
import static io.pushchannel.check.Arguments.requirePositive;

import io.pushchannel.check.PlainTime;
import java.time.Duration;

/**
 * Limits on the messages of one topic. When a limit is reached, the oldest messages are evicted.
 * Immutable.
 */
public final class TopicRetention {

  private final int messages;
  private final long bytes;
  private final Duration age;

  private TopicRetention(Builder builder) {
    messages = builder.messages;
    bytes = builder.bytes;
    age = builder.age;
  }

  /** Returns a builder with 10,000 messages, 16 MiB and 5 minutes. */
  public static Builder builder() {
    return new Builder();
  }

  /** Returns a builder with these limits. */
  public Builder toBuilder() {
    return builder().messages(messages).bytes(bytes).age(age);
  }

  /** Returns the maximum number of messages. */
  public int messages() {
    return messages;
  }

  /** Returns the maximum memory of messages in bytes: the text and about 150 bytes each. */
  public long bytes() {
    return bytes;
  }

  /** Returns the maximum age of a message. Checked about once per second. */
  public Duration age() {
    return age;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TopicRetention retention
        && retention.messages == messages
        && retention.bytes == bytes
        && retention.age.equals(age);
  }

  @Override
  public int hashCode() {
    return age.hashCode() + messages;
  }

  @Override
  public String toString() {
    return "messages=" + messages + ", bytes=" + bytes + ", age=" + PlainTime.of(age);
  }

  /** Builds a {@link TopicRetention}. Not thread-safe. */
  public static final class Builder {

    private int messages = 10_000;
    private long bytes = 16L << 20;
    private Duration age = Duration.ofMinutes(5);

    private Builder() {}

    /** Sets the maximum number of messages. */
    public Builder messages(int newMessages) {
      requirePositive("messages", newMessages);
      messages = newMessages;
      return this;
    }

    /** Sets the maximum memory of messages in bytes. */
    public Builder bytes(long newBytes) {
      requirePositive("bytes", newBytes);
      bytes = newBytes;
      return this;
    }

    /** Sets the maximum age of a message, at least 1 ms. */
    public Builder age(Duration newAge) {
      age = requireMillisecond("age", newAge);
      return this;
    }

    /** Creates the limits. */
    public TopicRetention build() {
      return new TopicRetention(this);
    }
  }
}
