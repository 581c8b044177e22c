package io.pushchannel.bus;

import io.pushchannel.wire.WireBuffer;

/** What the logs of one bus share: blocks, and the count of bytes in use. Guarded by its lock. */
final class Memory {

  final BlockPool pool = new BlockPool();

  /** Where a message is encoded before its length is known. */
  final WireBuffer scratch = new WireBuffer();

  private long used;
  private long messages;

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
