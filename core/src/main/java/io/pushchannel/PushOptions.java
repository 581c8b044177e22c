package io.pushchannel;

import static io.pushchannel.check.Arguments.requireAtLeast;
import static io.pushchannel.check.Arguments.requireMillisecond;
import static io.pushchannel.check.Arguments.requirePresent;

import io.pushchannel.check.HeaderField;
import io.pushchannel.check.PlainTime;
import java.time.Duration;
import java.util.Map;
import java.util.TreeSet;

/**
 * How a {@link PushChannel} behaves, whatever its transport. What concerns one technique only, such
 * as the interval of short polling or the HTTP client, is set on the transport.
 *
 * @param after where to start
 * @param connectTimeout how long to wait for a connection, and for the head of an answer
 * @param heartbeat how often to expect a sign of life from a stream until the server announces its
 *     own figure; after twice that in silence the attempt is given up
 * @param minBackoff the pause before the first retry is random between 0 and this; each further
 *     failure doubles it
 * @param maxBackoff where the doubling ends
 * @param publishTimeout time limit of a publish: from the call, or from the last response to an
 *     earlier publish, until the server confirms it. It includes an outage of the server. Texts on
 *     their way to the server get one second more per 10 KB
 * @param headers sent with every request, {@code Authorization} for example. Values are of visible
 *     ASCII characters, spaces and tabs. Headers of the protocol, {@code Host} and {@code
 *     Connection} among them, are rejected
 */
public record PushOptions(
    Cursor after,
    Duration connectTimeout,
    Duration heartbeat,
    Duration minBackoff,
    Duration maxBackoff,
    Duration publishTimeout,
    Map<String, String> headers) {

  /**
   * From now on; 10 s to connect; 15 s heartbeat; pauses of up to 1 s doubling to 30 s; 30 s to
   * publish.
   */
  public static final PushOptions DEFAULT =
      new PushOptions(
          Cursor.LATEST,
          Duration.ofSeconds(10),
          Duration.ofSeconds(15),
          Duration.ofSeconds(1),
          Duration.ofSeconds(30),
          Duration.ofSeconds(30),
          Map.of());

  /** Requires durations of 1 ms or more. */
  public PushOptions {
    requirePresent("after", after);
    requireMillisecond("connectTimeout", connectTimeout);
    requireMillisecond("heartbeat", heartbeat);
    requireMillisecond("minBackoff", minBackoff);
    requireMillisecond("publishTimeout", publishTimeout);
    requireAtLeast(
        "maxBackoff", minBackoff, "minBackoff (" + PlainTime.of(minBackoff) + ")", maxBackoff);
    requirePresent("headers", headers);
    headers = Map.copyOf(headers);
    HeaderField.requireOfApplication(headers);
  }

  /** These, starting after {@code newAfter}. */
  public PushOptions withAfter(Cursor newAfter) {
    return new PushOptions(
        newAfter, connectTimeout, heartbeat, minBackoff, maxBackoff, publishTimeout, headers);
  }

  /** These, with another time to connect. */
  public PushOptions withConnectTimeout(Duration newTimeout) {
    return new PushOptions(
        after, newTimeout, heartbeat, minBackoff, maxBackoff, publishTimeout, headers);
  }

  /** These, with another heartbeat to expect. */
  public PushOptions withHeartbeat(Duration newHeartbeat) {
    return new PushOptions(
        after, connectTimeout, newHeartbeat, minBackoff, maxBackoff, publishTimeout, headers);
  }

  /** These, with other pauses between attempts. */
  public PushOptions withBackoff(Duration newMin, Duration newMax) {
    return new PushOptions(
        after, connectTimeout, heartbeat, newMin, newMax, publishTimeout, headers);
  }

  /** Returns a copy with this time limit for publishes. */
  public PushOptions withPublishTimeout(Duration newTimeout) {
    return new PushOptions(
        after, connectTimeout, heartbeat, minBackoff, maxBackoff, newTimeout, headers);
  }

  /** These, with these headers in place of those before. */
  public PushOptions withHeaders(Map<String, String> newHeaders) {
    return new PushOptions(
        after, connectTimeout, heartbeat, minBackoff, maxBackoff, publishTimeout, newHeaders);
  }

  /** The options, with the names of the headers only: values may be secret. */
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
        + new TreeSet<>(headers.keySet())
        + ']';
  }
}
