package io.pushchannel.chaos;

/**
 * A position among all published messages of a run.
 *
 * @param bus the number of the bus, from 0
 * @param sequence the number of a message, or of the message before the position
 */
record BusPosition(int bus, long sequence) implements Comparable<BusPosition> {

  @Override
  public int compareTo(BusPosition other) {
    return bus != other.bus
        ? Integer.compare(bus, other.bus)
        : Long.compare(sequence, other.sequence);
  }

  boolean isAfter(BusPosition other) {
    return compareTo(other) > 0;
  }

  @Override
  public String toString() {
    return "bus " + bus + " #" + sequence;
  }
}
