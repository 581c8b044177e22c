package io.pushchannel;

import static io.pushchannel.check.Arguments.requireMillisecond;
import static io.pushchannel.check.Arguments.requirePositive;

import java.time.Duration;

/**
 * How much a bus keeps. Whichever bound is met first, the oldest messages go, and a reader that had
 * not seen them is told by a {@link Gap}.
 *
 * @param messages kept per topic
 * @param bytes of messages kept per topic, counted as memory: the text and about 150 bytes each
 * @param age after which a message goes; checked about once a second
 * @param topics that hold messages at one time; beyond it the least recently published goes
 * @param totalBytes of memory for the whole bus, messages and every wire format's encoding of them;
 *     beyond it the least recently published topics lose their oldest messages first
 */
public record Retention(int messages, long bytes, Duration age, int topics, long totalBytes) {

  /**
   * 10,000 messages, 16 MiB and 5 minutes a topic; 10,000 topics; in all 256 MiB, or a quarter of
   * the largest heap that this JVM may use if that is less.
   */
  public static final Retention DEFAULT =
      new Retention(
          10_000,
          16L << 20,
          Duration.ofMinutes(5),
          10_000,
          Math.min(256L << 20, Runtime.getRuntime().maxMemory() / 4));

  /** Refuses bounds that are not positive. */
  public Retention {
    requirePositive("messages", messages);
    requirePositive("bytes", bytes);
    requireMillisecond("age", age);
    requirePositive("topics", topics);
    requirePositive("totalBytes", totalBytes);
  }

  /** This, with another number of messages per topic. */
  public Retention withMessages(int newMessages) {
    return new Retention(newMessages, bytes, age, topics, totalBytes);
  }

  /** This, with another number of bytes per topic. */
  public Retention withBytes(long newBytes) {
    return new Retention(messages, newBytes, age, topics, totalBytes);
  }

  /** This, with another age. */
  public Retention withAge(Duration newAge) {
    return new Retention(messages, bytes, newAge, topics, totalBytes);
  }

  /** This, with another number of topics. */
  public Retention withTopics(int newTopics) {
    return new Retention(messages, bytes, age, newTopics, totalBytes);
  }

  /** This, with another number of bytes in all. */
  public Retention withTotalBytes(long newTotalBytes) {
    return new Retention(messages, bytes, age, topics, newTotalBytes);
  }
}
