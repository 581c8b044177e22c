package io.pushchannel;

/** Counters of a bus at one moment. */
public final class BusStatistics {

  private final long topics;
  private final long messages;
  private final long bytes;
  private final long published;

  /** Creates a value; see the accessors. */
  public BusStatistics(long topics, long messages, long bytes, long published) {
    this.topics = topics;
    this.messages = messages;
    this.bytes = bytes;
    this.published = published;
  }

  /** Returns the number of topics with retained messages. */
  public long topics() {
    return topics;
  }

  /** Returns the number of retained messages. */
  public long messages() {
    return messages;
  }

  /** Returns the approximate memory of messages and their encodings, in bytes. */
  public long bytes() {
    return bytes;
  }

  /** Returns the number of messages published since the bus was created. */
  public long published() {
    return published;
  }

  @Override
  public String toString() {
    return topics
        + " topics, "
        + messages
        + " messages, "
        + bytes
        + " bytes, "
        + published
        + " published";
  }
}
