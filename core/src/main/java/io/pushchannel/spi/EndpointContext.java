package io.pushchannel.spi;

import java.time.Duration;

/**
 * Settings of a server for the server half of a transport.
 *
 * @param log the log to read from and append to
 * @param heartbeat maximum time without data on a stream
 * @param maxWait maximum time to hold a request
 * @param maxTopics maximum number of topics of one request
 * @param maxMessageBytes maximum size of a message from a client, in bytes of UTF-8
 * @param minBytesPerSecond minimum average rate at which a message from a client must arrive
 * @param clientPublish true if clients may publish; every path to the bus must check it
 * @param allowSubscribe true if clients may change the topics of an open stream
 */
public record EndpointContext(
    MessageLog log,
    Duration heartbeat,
    Duration maxWait,
    int maxTopics,
    int maxMessageBytes,
    int minBytesPerSecond,
    boolean clientPublish,
    boolean allowSubscribe) {

  /** Settings under which clients may publish and subscribe. */
  public EndpointContext(
      MessageLog log,
      Duration heartbeat,
      Duration maxWait,
      int maxTopics,
      int maxMessageBytes,
      int minBytesPerSecond) {
    this(log, heartbeat, maxWait, maxTopics, maxMessageBytes, minBytesPerSecond, true, true);
  }

  /**
   * Refuses a publish by a client if the server accepts none.
   *
   * @throws HttpProblemException 403
   */
  public void requireClientPublish() {
    if (!clientPublish) {
      throw new HttpProblemException(
          403,
          "Publish refused",
          "clients may not publish on this server (clientPublish is false)");
    }
  }

  /**
   * Refuses a subscription on an open stream if the server accepts none.
   *
   * @throws HttpProblemException 403
   */
  public void requireAllowSubscribe() {
    if (!allowSubscribe) {
      throw new HttpProblemException(
          403,
          "Subscribe refused",
          "clients may not change the topics of an open stream (allowSubscribe is false)");
    }
  }
}
