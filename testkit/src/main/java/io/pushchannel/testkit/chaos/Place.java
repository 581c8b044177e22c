package io.pushchannel.testkit.chaos;

/**
 * A place in all that was published: which of the buses, counted from 0, and which number.
 *
 * @param bus the how manieth bus
 * @param sequence the number of a message, or of the one before the place
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
