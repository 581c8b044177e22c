package io.pushchannel.server;

import static io.pushchannel.check.Arguments.requireMillisecond;
import static io.pushchannel.check.Arguments.requirePositive;

import io.pushchannel.Topic;
import java.time.Duration;

/**
 * Limits of a server for its clients.
 *
 * @param bodyBytes of one request, and of one message; beyond it 413
 * @param headBytes of the headers of one request together; beyond it 431. The request line may have
 *     as many, and 391 more for each of {@code topics}; beyond it 414
 * @param topics that one request may read; beyond it 400
 * @param connections at one time; beyond it 503
 * @param requestTimeout for the headers of a request, from its first byte; a body then has the same
 *     time, plus one second per {@code minBytesPerSecond} that have arrived; beyond it 408. Also
 *     for the first byte of a connection; beyond it the connection is closed
 * @param idleTimeout between requests on one connection
 * @param heldBytes of bodies and WebSocket messages that are arriving and large responses that are
 *     not sent, of all connections together; beyond it 503, or the close code 1013
 * @param minBytesPerSecond minimum average rate of a request body, of a WebSocket message and of a
 *     large response
 */
public record ServerLimits(
    int bodyBytes,
    int headBytes,
    int topics,
    int connections,
    Duration requestTimeout,
    Duration idleTimeout,
    long heldBytes,
    int minBytesPerSecond) {

  /** Limits beyond this would overflow where lines are counted. */
  private static final int MAX_LINE_BYTES = 64 << 20;

  /** {@code &topic=} and a name whose characters are all percent-encoded. */
  private static final int BYTES_PER_TOPIC = 7 + 3 * Topic.MAX_LENGTH;

  /**
   * 1 MiB bodies, 8 KiB headers, 64 topics, 10,000 connections, 10 s for headers, then 10 KB/s, 75
   * s idle; 256 MiB held in total, or an eighth of the maximum heap of this JVM if that is less.
   */
  public static final ServerLimits DEFAULT =
      new ServerLimits(
          1 << 20,
          8 << 10,
          64,
          10_000,
          Duration.ofSeconds(10),
          Duration.ofSeconds(75),
          Math.min(256L << 20, Runtime.getRuntime().maxMemory() / 8),
          10_000);

  /** Rejects limits that are not positive. */
  public ServerLimits {
    requirePositive("bodyBytes", bodyBytes);
    requirePositive("headBytes", headBytes);
    requirePositive("topics", topics);
    requirePositive("connections", connections);
    requireMillisecond("requestTimeout", requestTimeout);
    requireMillisecond("idleTimeout", idleTimeout);
    requirePositive("heldBytes", heldBytes);
    requirePositive("minBytesPerSecond", minBytesPerSecond);
  }

  /** Maximum length of a request line: a request may name all its topics, percent-encoded. */
  int lineBytes() {
    long ofTopics = (long) topics * BYTES_PER_TOPIC;
    return (int) Math.min(headBytes + ofTopics, MAX_LINE_BYTES);
  }

  /** Returns a copy with the given limit of bodies. */
  public ServerLimits withBodyBytes(int newBytes) {
    return new ServerLimits(
        newBytes,
        headBytes,
        topics,
        connections,
        requestTimeout,
        idleTimeout,
        heldBytes,
        minBytesPerSecond);
  }

  /** Returns a copy with the given limit of headers. */
  public ServerLimits withHeadBytes(int newBytes) {
    return new ServerLimits(
        bodyBytes,
        newBytes,
        topics,
        connections,
        requestTimeout,
        idleTimeout,
        heldBytes,
        minBytesPerSecond);
  }

  /** Returns a copy with the given limit of topics. */
  public ServerLimits withTopics(int newTopics) {
    return new ServerLimits(
        bodyBytes,
        headBytes,
        newTopics,
        connections,
        requestTimeout,
        idleTimeout,
        heldBytes,
        minBytesPerSecond);
  }

  /** Returns a copy with the given limit of connections. */
  public ServerLimits withConnections(int newConnections) {
    return new ServerLimits(
        bodyBytes,
        headBytes,
        topics,
        newConnections,
        requestTimeout,
        idleTimeout,
        heldBytes,
        minBytesPerSecond);
  }

  /** Returns a copy with the given timeouts. */
  public ServerLimits withTimeouts(Duration newRequestTimeout, Duration newIdleTimeout) {
    return new ServerLimits(
        bodyBytes,
        headBytes,
        topics,
        connections,
        newRequestTimeout,
        newIdleTimeout,
        heldBytes,
        minBytesPerSecond);
  }

  /** Returns a copy with the given limit of bytes held for all connections together. */
  public ServerLimits withHeldBytes(long newBytes) {
    return new ServerLimits(
        bodyBytes,
        headBytes,
        topics,
        connections,
        requestTimeout,
        idleTimeout,
        newBytes,
        minBytesPerSecond);
  }

  /** Returns a copy with the given minimum rate of bodies, messages and large responses. */
  public ServerLimits withMinBytesPerSecond(int newRate) {
    return new ServerLimits(
        bodyBytes, headBytes, topics, connections, requestTimeout, idleTimeout, heldBytes, newRate);
  }
}
