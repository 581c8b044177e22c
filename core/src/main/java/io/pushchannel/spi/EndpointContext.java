package io.pushchannel.spi;

import io.pushchannel.MessageBus;
import java.time.Duration;

/**
 * What a server tells the server half of a transport.
 *
 * @param bus to read from and publish to
 * @param heartbeat how long a stream may be silent
 * @param maxWait how long a request may be held
 * @param maxTopics how many topics one request may read
 * @param maxMessageBytes how large one message from a client may be, in bytes of UTF-8
 * @param minBytesPerSecond minimum average rate at which a message from a client must arrive
 * @param clientPublish whether clients may publish; every path to the bus must check it
 * @param allowSubscribe whether clients may change the topics of an open stream
 */
public record EndpointContext(
    MessageBus bus,
    Duration heartbeat,
    Duration maxWait,
    int maxTopics,
    int maxMessageBytes,
    int minBytesPerSecond,
    boolean clientPublish,
    boolean allowSubscribe) {

  /** Settings under which clients may publish and subscribe. */
  public EndpointContext(
      MessageBus bus,
      Duration heartbeat,
      Duration maxWait,
      int maxTopics,
      int maxMessageBytes,
      int minBytesPerSecond) {
    this(bus, heartbeat, maxWait, maxTopics, maxMessageBytes, minBytesPerSecond, true, true);
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
