package io.pushchannel.bus;

import io.pushchannel.wire.WireBuffer;

/**
 * Shared state of the logs of one bus: the epoch, blocks, and counters of bytes and messages.
 * Guarded by the lock of the bus.
 */
final class Memory {

  final BlockPool pool = new BlockPool();

  /** Holds a message while it is encoded, before its length is known. */
  final WireBuffer scratch = new WireBuffer();

  private final String epoch;
  private long used;
  private long messages;

  Memory(String epoch) {
    this.epoch = epoch;
  }

  /** Returns the epoch of the bus. */
  String epoch() {
    return epoch;
  }

  void add(long bytes) {
    used += bytes;
  }

  /** Counts retained messages; negative for evicted ones. */
  void addMessages(int count) {
    messages += count;
  }

  long messages() {
    return messages;
  }

  long used() {
    return used;
  }
}
