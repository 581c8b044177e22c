package io.pushchannel.benchmarks.load;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The parameters of a load client's connections.
 *
 * @param server the base URI of a PushChannel server, or the URL of another server's stream
 * @param connections number of raw connections, without canaries
 * @param canaries number of library channels that receive the same messages and check their
 *     sequence
 * @param intervalMillis interval of short polling; 0 polls again immediately
 * @param waitMillis requested hold time of a long poll
 * @param headers additional request headers
 * @param seed seed of random phases and pauses
 */
public record ConnectSpec(
    Technique technique,
    URI server,
    int connections,
    int canaries,
    int intervalMillis,
    int waitMillis,
    Map<String, String> headers,
    long seed) {

  /** The topic of all measurements. */
  public static final String TOPIC = "load";

  private static final int HOLD_MILLIS = 25_000;

  /** Copies the headers and preserves their order. */
  public ConnectSpec {
    headers = new LinkedHashMap<>(headers);
  }

  /** Returns parameters without canaries, additional headers or interval. */
  public static ConnectSpec of(Technique technique, URI server, int connections) {
    return new ConnectSpec(technique, server, connections, 0, 0, HOLD_MILLIS, Map.of(), 1);
  }

  /** Returns a copy with the given interval of short polling. */
  public ConnectSpec withInterval(int newMillis) {
    return new ConnectSpec(
        technique, server, connections, canaries, newMillis, waitMillis, headers, seed);
  }

  /** Returns a copy with the given number of canaries. */
  public ConnectSpec withCanaries(int newCanaries) {
    return new ConnectSpec(
        technique, server, connections, newCanaries, intervalMillis, waitMillis, headers, seed);
  }

  /** Returns a copy with the given additional headers. */
  public ConnectSpec withHeaders(Map<String, String> newHeaders) {
    return new ConnectSpec(
        technique, server, connections, canaries, intervalMillis, waitMillis, newHeaders, seed);
  }

  /** Returns a copy with the given seed. */
  public ConnectSpec withSeed(long newSeed) {
    return new ConnectSpec(
        technique, server, connections, canaries, intervalMillis, waitMillis, headers, newSeed);
  }
}
