package io.pushchannel;

import static io.pushchannel.check.Arguments.requireAtLeast;
import static io.pushchannel.check.Arguments.requireMillisecond;
import static io.pushchannel.check.Arguments.requirePresent;

import io.pushchannel.check.HeaderField;
import io.pushchannel.check.PlainTime;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * Settings of a {@link PushChannel} that do not depend on its transport. Settings of one technique,
 * such as the interval of short polling or the HTTP client, belong to the transport. Immutable; can
 * be shared between channels.
 */
public final class PushOptions {

  /**
   * Starts at the latest message; 10 s to connect; a heartbeat of 15 s; a back-off of 1 s to 30 s;
   * 30 s to publish; no headers.
   */
  public static final PushOptions DEFAULT = builder().build();

  private final Cursor after;
  private final Duration connectTimeout;
  private final Duration heartbeat;
  private final Duration minBackoff;
  private final Duration maxBackoff;
  private final Duration publishTimeout;
  private final Supplier<Map<String, String>> headers;

  private PushOptions(Builder builder) {
    after = builder.after;
    connectTimeout = builder.connectTimeout;
    heartbeat = builder.heartbeat;
    minBackoff = builder.minBackoff;
    maxBackoff = builder.maxBackoff;
    publishTimeout = builder.publishTimeout;
    headers = builder.headers;
  }

  /** Returns a builder with the values of {@link #DEFAULT}. */
  public static Builder builder() {
    return new Builder();
  }

  /** Returns a builder with these values. */
  public Builder toBuilder() {
    Builder builder = builder();
    builder.copy(this);
    return builder;
  }

  /** Returns the position to start after. */
  public Cursor after() {
    return after;
  }

  /** Returns the maximum time until a connection is made, and until response headers arrive. */
  public Duration connectTimeout() {
    return connectTimeout;
  }

  /**
   * Returns the expected interval of data on a stream until the server announces its own. After
   * twice the interval without data the attempt ends.
   */
  public Duration heartbeat() {
    return heartbeat;
  }

  /** Returns the maximum of the random pause before the first retry. Each failure doubles it. */
  public Duration minBackoff() {
    return minBackoff;
  }

  /** Returns the upper limit of the pauses. */
  public Duration maxBackoff() {
    return maxBackoff;
  }

  /**
   * Returns the time limit of a publish: from the call, or from the last response to an earlier
   * publish, until the server confirms it. It includes an outage of the server. Texts on their way
   * to the server get one second more per 10 KB.
   */
  public Duration publishTimeout() {
    return publishTimeout;
  }

  /**
   * Evaluates the header supplier and returns the headers of the next request. For transports.
   *
   * @throws IOException if the supplier throws, or returns a header that is invalid or belongs to
   *     the transport; the attempt has failed, and the next one evaluates it again
   */
  public Map<String, String> currentHeaders() throws IOException {
    if (headers instanceof FixedHeaders fixed) {
      return fixed.values();
    }
    try {
      Map<String, String> current = Map.copyOf(requirePresent("headers", headers.get()));
      HeaderField.requireOfApplication(current);
      return current;
    } catch (RuntimeException e) {
      throw new IOException("the supplier of headers failed: " + e.getMessage(), e);
    }
  }

  /** Returns true if headers come from a supplier, which may return others after a 401. */
  public boolean hasHeaderSupplier() {
    return !(headers instanceof FixedHeaders);
  }

  /** Returns the options. Values of headers are omitted, because they may be secret. */
  @Override
  public String toString() {
    return "PushOptions[after="
        + after
        + ", connectTimeout="
        + PlainTime.of(connectTimeout)
        + ", heartbeat="
        + PlainTime.of(heartbeat)
        + ", minBackoff="
        + PlainTime.of(minBackoff)
        + ", maxBackoff="
        + PlainTime.of(maxBackoff)
        + ", publishTimeout="
        + PlainTime.of(publishTimeout)
        + ", headers="
        + (headers instanceof FixedHeaders fixed
            ? new TreeSet<>(fixed.values().keySet())
            : "supplied")
        + ']';
  }

  /** Headers that do not change. */
  private record FixedHeaders(Map<String, String> values) implements Supplier<Map<String, String>> {
    @Override
    public Map<String, String> get() {
      return values;
    }
  }

  /** Builds {@link PushOptions}. Not thread-safe. */
  public static final class Builder {

    private Cursor after = Cursor.LATEST;
    private Duration connectTimeout = Duration.ofSeconds(10);
    private Duration heartbeat = Duration.ofSeconds(15);
    private Duration minBackoff = Duration.ofSeconds(1);
    private Duration maxBackoff = Duration.ofSeconds(30);
    private Duration publishTimeout = Duration.ofSeconds(30);
    private Supplier<Map<String, String>> headers = new FixedHeaders(Map.of());

    private Builder() {}

    void copy(PushOptions options) {
      after = options.after;
      connectTimeout = options.connectTimeout;
      heartbeat = options.heartbeat;
      minBackoff = options.minBackoff;
      maxBackoff = options.maxBackoff;
      publishTimeout = options.publishTimeout;
      headers = options.headers;
    }

    /** Sets the position to start after. */
    public Builder after(Cursor cursor) {
      after = requirePresent("after", cursor);
      return this;
    }

    /** Sets the maximum time until a connection is made, at least 1 ms. */
    public Builder connectTimeout(Duration timeout) {
      connectTimeout = requireMillisecond("connectTimeout", timeout);
      return this;
    }

    /** Sets the interval of data on a stream that is expected at first, at least 1 ms. */
    public Builder heartbeat(Duration interval) {
      heartbeat = requireMillisecond("heartbeat", interval);
      return this;
    }

    /** Sets the maximum of the first pause, at least 1 ms, and the upper limit of all pauses. */
    public Builder backoff(Duration min, Duration max) {
      minBackoff = requireMillisecond("minBackoff", min);
      maxBackoff = requireAtLeast("maxBackoff", min, "minBackoff (" + PlainTime.of(min) + ")", max);
      return this;
    }

    /** Sets the time limit of a publish, at least 1 ms. */
    public Builder publishTimeout(Duration timeout) {
      publishTimeout = requireMillisecond("publishTimeout", timeout);
      return this;
    }

    /**
     * Sets headers that are sent with every request. Values consist of visible ASCII characters,
     * spaces and tabs. Headers of the protocol, such as {@code Host}, are rejected.
     */
    public Builder headers(Map<String, String> fixed) {
      Map<String, String> copy = Map.copyOf(requirePresent("headers", fixed));
      HeaderField.requireOfApplication(copy);
      headers = new FixedHeaders(copy);
      return this;
    }

    /**
     * Sets a supplier of headers. It is evaluated before each attempt to connect and each publish,
     * on a thread of the channel. After a response with status 401 it is evaluated once more, and
     * the request is repeated once; a second 401 closes the channel.
     */
    public Builder headers(Supplier<Map<String, String>> supplier) {
      headers = requirePresent("headers", supplier);
      return this;
    }

    /** Creates the options. */
    public PushOptions build() {
      return new PushOptions(this);
    }
  }
}
