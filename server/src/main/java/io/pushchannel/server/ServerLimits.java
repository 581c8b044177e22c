package io.pushchannel.server;

import static io.pushchannel.check.Arguments.requireMillisecond;
import static io.pushchannel.check.Arguments.requirePositive;

import io.pushchannel.check.PlainTime;
import java.time.Duration;

/** Limits of a server for its clients. Immutable. */
public final class ServerLimits {

  /**
   * 1 MiB bodies, 8 KiB headers, 64 topics, 10,000 connections, 10 s for headers, then 10 KB/s, 75
   * s idle; 256 MiB held in total, or an eighth of the maximum heap of this JVM if that is less.
   */
  public static final ServerLimits DEFAULT = builder().build();

  private final int bodyBytes;
  private final int headBytes;
  private final int topics;
  private final int connections;
  private final Duration requestTimeout;
  private final Duration idleTimeout;
  private final long heldBytes;
  private final int minBytesPerSecond;

  private ServerLimits(Builder builder) {
    bodyBytes = builder.bodyBytes;
    headBytes = builder.headBytes;
    topics = builder.topics;
    connections = builder.connections;
    requestTimeout = builder.requestTimeout;
    idleTimeout = builder.idleTimeout;
    heldBytes = builder.heldBytes;
    minBytesPerSecond = builder.minBytesPerSecond;
  }

  /** Returns a builder with the limits of {@link #DEFAULT}. */
  public static Builder builder() {
    return new Builder();
  }

  /** Returns a builder with these limits. */
  public Builder toBuilder() {
    return builder()
        .bodyBytes(bodyBytes)
        .headBytes(headBytes)
        .topics(topics)
        .connections(connections)
        .requestTimeout(requestTimeout)
        .idleTimeout(idleTimeout)
        .heldBytes(heldBytes)
        .minBytesPerSecond(minBytesPerSecond);
  }

  /** Returns the maximum size of a request body and of a message. Beyond it: 413. */
  public int bodyBytes() {
    return bodyBytes;
  }

  /**
   * Returns the maximum size of all headers of a request. Beyond it: 431. The request line may have
   * as many bytes, and 391 more for each of {@link #topics}; beyond that: 414.
   */
  public int headBytes() {
    return headBytes;
  }

  /** Returns the maximum number of topics of a request. Beyond it: 400. */
  public int topics() {
    return topics;
  }

  /** Returns the maximum number of open connections. Beyond it: 503. */
  public int connections() {
    return connections;
  }

  /**
   * Returns the time limit of request headers from their first byte, and of the first byte of a
   * connection. A body has the same time, plus one second per {@link #minBytesPerSecond} that have
   * arrived. Beyond it: 408, or the connection is closed.
   */
  public Duration requestTimeout() {
    return requestTimeout;
  }

  /** Returns the maximum time between requests on one connection. */
  public Duration idleTimeout() {
    return idleTimeout;
  }

  /**
   * Returns the maximum memory of all connections for incomplete bodies and WebSocket messages, and
   * for large responses that have not been sent. Beyond it: 503, or the close code 1013.
   */
  public long heldBytes() {
    return heldBytes;
  }

  /**
   * Returns the minimum average rate of a request body, a WebSocket message and a large response.
   */
  public int minBytesPerSecond() {
    return minBytesPerSecond;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ServerLimits limits && limits.toString().equals(toString());
  }

  @Override
  public int hashCode() {
    return toString().hashCode();
  }

  @Override
  public String toString() {
    return "ServerLimits[bodyBytes="
        + bodyBytes
        + ", headBytes="
        + headBytes
        + ", topics="
        + topics
        + ", connections="
        + connections
        + ", requestTimeout="
        + PlainTime.of(requestTimeout)
        + ", idleTimeout="
        + PlainTime.of(idleTimeout)
        + ", heldBytes="
        + heldBytes
        + ", minBytesPerSecond="
        + minBytesPerSecond
        + ']';
  }

  /** Builds {@link ServerLimits}. Not thread-safe. */
  public static final class Builder {

    private int bodyBytes = 1 << 20;
    private int headBytes = 8 << 10;
    private int topics = 64;
    private int connections = 10_000;
    private Duration requestTimeout = Duration.ofSeconds(10);
    private Duration idleTimeout = Duration.ofSeconds(75);
    private long heldBytes = Math.min(256L << 20, Runtime.getRuntime().maxMemory() / 8);
    private int minBytesPerSecond = 10_000;

    private Builder() {}

    /** Sets the maximum size of a request body and of a message in bytes. */
    public Builder bodyBytes(int bytes) {
      requirePositive("bodyBytes", bytes);
      bodyBytes = bytes;
      return this;
    }

    /** Sets the maximum size of all headers of a request in bytes. */
    public Builder headBytes(int bytes) {
      requirePositive("headBytes", bytes);
      headBytes = bytes;
      return this;
    }

    /** Sets the maximum number of topics of a request. */
    public Builder topics(int count) {
      requirePositive("topics", count);
      topics = count;
      return this;
    }

    /** Sets the maximum number of open connections. */
    public Builder connections(int count) {
      requirePositive("connections", count);
      connections = count;
      return this;
    }

    /** Sets the time limit of request headers, at least 1 ms. */
    public Builder requestTimeout(Duration timeout) {
      requestTimeout = requireMillisecond("requestTimeout", timeout);
      return this;
    }

    /** Sets the maximum time between requests on one connection, at least 1 ms. */
    public Builder idleTimeout(Duration timeout) {
      idleTimeout = requireMillisecond("idleTimeout", timeout);
      return this;
    }

    /** Sets the maximum memory of all connections in bytes. */
    public Builder heldBytes(long bytes) {
      requirePositive("heldBytes", bytes);
      heldBytes = bytes;
      return this;
    }

    /** Sets the minimum average rate in bytes per second. */
    public Builder minBytesPerSecond(int rate) {
      requirePositive("minBytesPerSecond", rate);
      minBytesPerSecond = rate;
      return this;
    }

    /** Creates the limits. */
    public ServerLimits build() {
      return new ServerLimits(this);
    }
  }
}
