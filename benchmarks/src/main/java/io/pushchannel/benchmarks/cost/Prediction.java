package io.pushchannel.benchmarks.cost;

import org.jspecify.annotations.Nullable;

/**
 * The theoretical figures of one transport.
 *
 * @param meanMillis mean latency
 * @param maxMillis maximum latency; null if unbounded
 * @param requests HTTP requests per message
 * @param bytesUp bytes per message from client to server
 * @param bytesDown bytes per message from server to client
 */
public record Prediction(
    double meanMillis,
    @Nullable Double maxMillis,
    double requests,
    double bytesUp,
    double bytesDown) {

  /** Returns the bytes per message in both directions. */
  public double bytes() {
    return bytesUp + bytesDown;
  }
}
