package io.pushchannel.benchmarks.cost;

import io.pushchannel.benchmarks.channels.Transport;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;

/** The unit costs of every transport with every header set. */
public final class UnitCosts {

  private final Map<Heads, Map<Transport, UnitCost>> counted = new EnumMap<>(Heads.class);

  private UnitCosts() {}

  /**
   * Counts all unit costs, one after another. Takes a few seconds.
   *
   * @param size the size of a message's text in bytes
   * @throws IOException if a client cannot connect, or the traffic is not as expected
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

  /** Returns the unit costs of one transport with one header set. */
  public UnitCost of(Transport transport, Heads heads) {
    UnitCost unit = counted.getOrDefault(heads, Map.of()).get(transport);
    if (unit == null) {
      throw new IllegalStateException("no unit costs of " + transport + " with headers " + heads);
    }
    return unit;
  }
}
