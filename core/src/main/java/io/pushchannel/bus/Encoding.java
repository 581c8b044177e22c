package io.pushchannel.bus;

import io.pushchannel.wire.Block;
import io.pushchannel.wire.ServerOnly;
import io.pushchannel.wire.WireBuffer;
import io.pushchannel.wire.WireFormat;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The messages of a segment in one wire format, back to back in one block. Created when a reader of
 * the format first reads the segment, and extended when one reads again. A format without readers
 * is not encoded, and each message is encoded once for all readers. Guarded by the lock of the bus.
 */
@ServerOnly
final class Encoding {

  private final WireFormat format;

  /** The index in the segment of the first message that is here. */
  private final int first;

  private final Memory memory;
  private Block block;
  private int[] ends = new int[4];
  private int count;
  private long lastUsed;

  Encoding(WireFormat format, int first, Memory memory) {
    this.format = format;
    this.first = first;
    this.memory = memory;
    this.block = take(1);
  }

  WireFormat format() {
    return format;
  }

  Block block() {
    return block;
  }

  /** Returns the offset of the message at {@code index}. */
  int start(int index) {
    return index == first ? 0 : ends[index - first - 1];
  }

  /**
   * Returns the index after the last message of a range that begins at {@code index}. The range has
   * at most {@code maxMessages} messages and {@code maxBytes} bytes, or one larger message.
   */
  int rangeEnd(int index, int maxMessages, int maxBytes) {
    int last = (int) Math.min(first + count, (long) index + maxMessages);
    long limit = (long) start(index) + maxBytes;
    int found =
        Arrays.binarySearch(
            ends, index - first, last - first, (int) Math.min(limit, Integer.MAX_VALUE));
    int end = found >= 0 ? first + found + 1 : first - found - 1;
    return Math.max(index + 1, end);
  }

  /** Encodes the messages up to {@code size} that it has not encoded yet and that are retained. */
  void catchUp(@Nullable Entry[] entries, int size, String topic, long now) {
    lastUsed = now;
    while (first + count < size) {
      Entry entry = entries[first + count];
      memory.scratch.clear();
      if (entry != null) {
        format.encode(entry.toMessage(topic, memory.epoch()), memory.scratch);
      }
      append(memory.scratch);
    }
  }

  boolean freeIfUnusedSince(long time) {
    boolean unused = lastUsed < time;
    if (unused) {
      free();
    }
    return unused;
  }

  /** Releases the block. Ranges on their way to a socket keep it until they have been sent. */
  void free() {
    memory.add(-capacity());
    block.retire();
  }

  private void append(WireBuffer encoded) {
    int start = count == 0 ? 0 : ends[count - 1];
    int end = Math.addExact(start, encoded.size());
    if (end > capacity()) {
      Block larger = take(end);
      larger.bytes().put(0, block.bytes(), 0, start);
      free();
      block = larger;
    }
    block.bytes().put(start, encoded.array(), 0, encoded.size());
    if (count == ends.length) {
      ends = Arrays.copyOf(ends, count * 2);
    }
    ends[count++] = end;
  }

  private Block take(int bytes) {
    Block taken = memory.pool.take(bytes);
    memory.add(taken.bytes().capacity());
    return taken;
  }

  private int capacity() {
    return block.bytes().capacity();
  }
}
