package io.pushchannel.benchmarks.load;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What to connect, and how often.
 *
 * @param server the base path of one of our servers, or the URL of a foreign stream
 * @param connections how many, canaries not counted
 * @param canaries how many channels of the library hear the same, and keep their own books
 * @param intervalMillis of short polling; 0 asks again at once
 * @param waitMillis how long a long poll asks to be held
 * @param headers sent with each request, beside those it needs
 * @param seed of the phases and pauses that are random
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

  /** The one topic of all measurements. */
  public static final String TOPIC = "load";

  private static final int HOLD_MILLIS = 25_000;

  /** Keeps a copy of the headers, in order. */
  public ConnectSpec {
    headers = new LinkedHashMap<>(headers);
  }

  /** So many connections with no canary, headers or interval. */
  public static ConnectSpec of(Technique technique, URI server, int connections) {
    return new ConnectSpec(technique, server, connections, 0, 0, HOLD_MILLIS, Map.of(), 1);
  }

  /** This, with another interval of short polling. */
  public ConnectSpec withInterval(int newMillis) {
    return new ConnectSpec(
        technique, server, connections, canaries, newMillis, waitMillis, headers, seed);
  }

  /** This, with channels of the library beside the connections. */
  public ConnectSpec withCanaries(int newCanaries) {
    return new ConnectSpec(
        technique, server, connections, newCanaries, intervalMillis, waitMillis, headers, seed);
  }

  /** This, with more headers. */
  public ConnectSpec withHeaders(Map<String, String> newHeaders) {
    return new ConnectSpec(
        technique, server, connections, canaries, intervalMillis, waitMillis, newHeaders, seed);
  }

  /** This, with another seed. */
  public ConnectSpec withSeed(long newSeed) {
    return new ConnectSpec(
        technique, server, connections, canaries, intervalMillis, waitMillis, headers, newSeed);
  }
}
