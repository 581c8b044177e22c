package io.pushchannel.benchmarks.load;

import java.net.URI;

/**
 * The parameters of a load client's connections.
 *
 * @param server the base URI of a PushChannel server, or the URL of another server's stream
 * @param connections number of raw connections, without canaries
 * @param canaries number of library channels that receive the same messages and check their
 *     sequence
 * @param intervalMillis interval of short polling; 0 polls again immediately
 * @param seed seed of random phases and pauses
 */
public record ConnectSpec(
    PushTechnique technique,
    URI server,
    int connections,
    int canaries,
    int intervalMillis,
    long seed) {

  /** The topic of all measurements. */
  public static final String TOPIC = "load";

  /** Returns parameters without canaries or interval. */
  public static ConnectSpec of(PushTechnique technique, URI server, int connections) {
    return new ConnectSpec(technique, server, connections, 0, 0, 1);
  }

  /** Returns a copy with the given interval of short polling. */
  public ConnectSpec withInterval(int newMillis) {
    return new ConnectSpec(technique, server, connections, canaries, newMillis, seed);
  }

  /** Returns a copy with the given number of canaries. */
  public ConnectSpec withCanaries(int newCanaries) {
    return new ConnectSpec(technique, server, connections, newCanaries, intervalMillis, seed);
  }

  /** Returns a copy with the given seed. */
  public ConnectSpec withSeed(long newSeed) {
    return new ConnectSpec(technique, server, connections, canaries, intervalMillis, newSeed);
  }
}
