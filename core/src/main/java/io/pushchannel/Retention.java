package io.pushchannel;

import static io.pushchannel.check.Arguments.requirePositive;
import static io.pushchannel.check.Arguments.requirePresent;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Limits on what a bus keeps. When a limit is reached, the oldest messages are evicted, and a
 * reader that has not received them gets a {@link Gap}. Immutable.
 *
 * <pre>{@code
 * Retention.builder()
 *     .messages(10_000)
 *     .prefix("state/", TopicRetention.builder().messages(1).age(Duration.ofDays(1)).build())
 *     .build();
 * }</pre>
 */
public final class Retention {

  /**
   * 10,000 messages, 16 MiB and 5 minutes per topic; 10,000 topics; 256 MiB in total, or a quarter
   * of the maximum heap of this JVM if that is less.
   */
  public static final Retention DEFAULT = builder().build();

  private final TopicRetention topicDefault;
  private final Map<String, TopicRetention> exact;
  private final Map<String, TopicRetention> prefixes;

  /** The prefixes in an array, the longest first: a publish allocates no iterator. */
  private final List<Map.Entry<String, TopicRetention>> longestFirst;

  private final int topics;
  private final long totalBytes;

  private Retention(Builder builder) {
    topicDefault = builder.topicDefault;
    exact = Map.copyOf(builder.exact);
    prefixes = Map.copyOf(builder.prefixes);
    longestFirst = new ArrayList<>(prefixes.entrySet());
    longestFirst.sort(Comparator.comparing(entry -> -entry.getKey().length()));
    topics = builder.topics;
    totalBytes = builder.totalBytes;
  }

  /** Returns a builder with the limits of {@link #DEFAULT}. */
  public static Builder builder() {
    return new Builder();
  }

  /** Returns a builder with these limits. */
  public Builder toBuilder() {
    Builder builder = builder().topicDefault(topicDefault).topics(topics).totalBytes(totalBytes);
    builder.exact.putAll(exact);
    builder.prefixes.putAll(prefixes);
    return builder;
  }

  /**
   * Returns the limits of a topic: those set for exactly this topic, for the longest matching
   * prefix, or for all topics.
   */
  public TopicRetention of(String topic) {
    TopicRetention own = exact.isEmpty() ? null : exact.get(topic);
    return own == null ? ofPrefix(topic) : own;
  }

  private TopicRetention ofPrefix(String topic) {
    for (int i = 0; i < longestFirst.size(); i++) {
      if (topic.startsWith(longestFirst.get(i).getKey())) {
        return longestFirst.get(i).getValue();
      }
    }
    return topicDefault;
  }

  /** Returns the limits of topics without limits of their own. */
  public TopicRetention topicDefault() {
    return topicDefault;
  }

  /** Returns the shortest maximum age of all topics. */
  public Duration shortestAge() {
    Duration shortest = topicDefault.age();
    for (Map<String, TopicRetention> own : List.of(exact, prefixes)) {
      for (TopicRetention retention : own.values()) {
        shortest = retention.age().compareTo(shortest) < 0 ? retention.age() : shortest;
      }
    }
    return shortest;
  }

  /**
   * Returns the maximum number of topics with messages. Beyond it the least recently used topic
   * loses its messages.
   */
  public int topics() {
    return topics;
  }

  /**
   * Returns the maximum memory of the bus in bytes, including the encodings of all wire formats.
   * Beyond it the least recently used topics lose their oldest messages first.
   */
  public long totalBytes() {
    return totalBytes;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Retention retention
        && retention.topicDefault.equals(topicDefault)
        && retention.exact.equals(exact)
        && retention.prefixes.equals(prefixes)
        && retention.topics == topics
        && retention.totalBytes == totalBytes;
  }

  @Override
  public int hashCode() {
    return topicDefault.hashCode() + topics;
  }

  @Override
  public String toString() {
    return "Retention["
        + topicDefault
        + ", topics="
        + topics
        + ", totalBytes="
        + totalBytes
        + ", exact="
        + new TreeMap<>(exact)
        + ", prefixes="
        + longestFirst
        + ']';
  }

  /** Builds a {@link Retention}. Not thread-safe. */
  public static final class Builder {

    private static final long MAX_TOTAL = 256L << 20;

    private final Map<String, TopicRetention> exact = new TreeMap<>();
    private final Map<String, TopicRetention> prefixes = new TreeMap<>();
    private TopicRetention topicDefault = TopicRetention.builder().build();
    private int topics = 10_000;
    private long totalBytes = Math.min(MAX_TOTAL, Runtime.getRuntime().maxMemory() / 4);

    private Builder() {}

    /** Sets the limits of topics without limits of their own. */
    public Builder topicDefault(TopicRetention retention) {
      topicDefault = requirePresent("topicDefault", retention);
      return this;
    }

    /** Sets the maximum number of messages of each topic without limits of its own. */
    public Builder messages(int messages) {
      return topicDefault(topicDefault.toBuilder().messages(messages).build());
    }

    /** Sets the maximum memory of each topic without limits of its own, in bytes. */
    public Builder bytes(long bytes) {
      return topicDefault(topicDefault.toBuilder().bytes(bytes).build());
    }

    /** Sets the maximum age of messages of topics without limits of their own. */
    public Builder age(Duration age) {
      return topicDefault(topicDefault.toBuilder().age(age).build());
    }

    /** Sets the limits of one topic. */
    public Builder topic(String topic, TopicRetention retention) {
      exact.put(Topic.requireValid(topic), requirePresent("retention", retention));
      return this;
    }

    /** Sets the limits of all topics that start with {@code prefix}. The longest prefix wins. */
    public Builder prefix(String prefix, TopicRetention retention) {
      prefixes.put(Topic.requireValid(prefix), requirePresent("retention", retention));
      return this;
    }

    /** Sets the maximum number of topics with messages. */
    public Builder topics(int newTopics) {
      requirePositive("topics", newTopics);
      topics = newTopics;
      return this;
    }

    /** Sets the maximum memory of the bus in bytes. */
    public Builder totalBytes(long newTotalBytes) {
      requirePositive("totalBytes", newTotalBytes);
      totalBytes = newTotalBytes;
      return this;
    }

    /** Creates the limits. */
    public Retention build() {
      return new Retention(this);
    }
  }
}
