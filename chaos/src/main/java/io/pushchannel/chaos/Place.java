package io.pushchannel.chaos;

/**
 * A position among all published messages of a run.
 *
 * @param bus the number of the bus, from 0
 * @param sequence the number of a message, or of the message before the position
 */
record Place(int bus, long sequence) implements Comparable<Place> {

  @Override
  public int compareTo(Place other) {
    return bus != other.bus
        ? Integer.compare(bus, other.bus)
        : Long.compare(sequence, other.sequence);
  }

  boolean isAfter(Place other) {
    return compareTo(other) > 0;
  }

  @Override
  public String toString() {
    return "bus " + bus + " #" + sequence;
  }
}
