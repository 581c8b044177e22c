package io.pushchannel.server;

import java.time.Duration;

/**
 * What a server allows its clients.
 *
 * @param bodyBytes of one request, and of one message; beyond it 413
 * @param headBytes of one request's line, and of its headers together; beyond it 414 or 431
 * @param topics that one request may read; beyond it 400
 * @param connections at one time; beyond it 503
 * @param requestTimeout for a request to arrive whole, from its first byte or the connection's
 *     start
 * @param idleTimeout between requests on one connection
 * @param heldBytes of bodies and WebSocket messages that are arriving and large answers that are
 *     not sent, of all connections together; beyond it 503, or the close code 1013
 */
public record ServerLimits(
    int bodyBytes,
    int headBytes,
    int topics,
    int connections,
    Duration requestTimeout,
    Duration idleTimeout,
    long heldBytes) {

  /**
   * 1 MiB bodies, 8 KiB heads, 64 topics, 10,000 connections, 10 s to arrive, 60 s idle; in all 256
   * MiB held, or an eighth of the largest heap that this JVM may use if that is less.
   */
  public static final ServerLimits DEFAULT =
      new ServerLimits(
          1 << 20,
          8 << 10,
          64,
          10_000,
          Duration.ofSeconds(10),
          Duration.ofSeconds(60),
          Math.min(256L << 20, Runtime.getRuntime().maxMemory() / 8));

  /** Refuses limits that are not positive. */
  public ServerLimits {
    if (bodyBytes <= 0
        || headBytes <= 0
        || topics <= 0
        || connections <= 0
        || requestTimeout.toMillis() <= 0
        || idleTimeout.toMillis() <= 0
        || heldBytes <= 0) {
      throw new IllegalArgumentException("expected limits above 0");
    }
  }

  /** These, with another limit on bodies. */
  public ServerLimits withBodyBytes(int newBytes) {
    return new ServerLimits(
        newBytes, headBytes, topics, connections, requestTimeout, idleTimeout, heldBytes);
  }

  /** These, with another limit on heads. */
  public ServerLimits withHeadBytes(int newBytes) {
    return new ServerLimits(
        bodyBytes, newBytes, topics, connections, requestTimeout, idleTimeout, heldBytes);
  }

  /** These, with another limit on topics. */
  public ServerLimits withTopics(int newTopics) {
    return new ServerLimits(
        bodyBytes, headBytes, newTopics, connections, requestTimeout, idleTimeout, heldBytes);
  }

  /** These, with another limit on connections. */
  public ServerLimits withConnections(int newConnections) {
    return new ServerLimits(
        bodyBytes, headBytes, topics, newConnections, requestTimeout, idleTimeout, heldBytes);
  }

  /** These, with other time-outs. */
  public ServerLimits withTimeouts(Duration newRequestTimeout, Duration newIdleTimeout) {
    return new ServerLimits(
        bodyBytes, headBytes, topics, connections, newRequestTimeout, newIdleTimeout, heldBytes);
  }

  /** These, with another limit on what all connections together may hold. */
  public ServerLimits withHeldBytes(long newBytes) {
    return new ServerLimits(
        bodyBytes, headBytes, topics, connections, requestTimeout, idleTimeout, newBytes);
  }
}
