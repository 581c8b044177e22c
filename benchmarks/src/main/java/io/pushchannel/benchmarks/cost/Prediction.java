package io.pushchannel.benchmarks.cost;

import org.jspecify.annotations.Nullable;

/**
 * What theory expects of one transport.
 *
 * @param meanMillis mean latency
 * @param maxMillis the longest that a message can take, null where theory names none
 * @param requests HTTP requests a message
 * @param bytesUp bytes a message, from client to server
 * @param bytesDown bytes a message, from server to client
 */
public record Prediction(
    double meanMillis,
    @Nullable Double maxMillis,
    double requests,
    double bytesUp,
    double bytesDown) {

  /** Bytes a message, both ways. */
  public double bytes() {
    return bytesUp + bytesDown;
  }
}
