package io.pushchannel.benchmarks.cost;

import io.pushchannel.benchmarks.channels.Transport;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;

/** The unit costs of every transport with every kind of heads. */
public final class UnitCosts {

  private final Map<Heads, Map<Transport, UnitCost>> counted = new EnumMap<>(Heads.class);

  private UnitCosts() {}

  /**
   * Counts them all, one after another; takes a few seconds.
   *
   * @param size of a message's text
   * @throws IOException if traffic is not as expected
   */
  public static UnitCosts count(int size) throws IOException, InterruptedException {
    UnitCosts costs = new UnitCosts();
    for (Heads heads : Heads.values()) {
      Map<Transport, UnitCost> units = new EnumMap<>(Transport.class);
      for (Transport transport : Transport.values()) {
        units.put(transport, UnitProbe.count(transport, heads, size));
      }
      costs.counted.put(heads, units);
    }
    return costs;
  }

  /** Those of one transport. */
  public UnitCost of(Transport transport, Heads heads) {
    UnitCost unit = counted.getOrDefault(heads, Map.of()).get(transport);
    if (unit == null) {
      throw new IllegalStateException("expected unit costs of " + transport + ", " + heads);
    }
    return unit;
  }
}
