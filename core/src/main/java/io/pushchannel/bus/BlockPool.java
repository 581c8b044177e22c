package io.pushchannel.bus;

import io.pushchannel.wire.Block;
import java.nio.ByteBuffer;
import java.util.concurrent.ArrayBlockingQueue;

/**
 * Blocks of direct memory, used again and again: the collector frees such memory late, and a log
 * that forgets as fast as it learns would outgrow its bounds. Thread-safe; keeps a bounded number
 * of each size, the powers of two from 512 bytes to 1 MiB.
 */
final class BlockPool {

  private static final int MIN_SHIFT = 9;
  private static final int MAX_SHIFT = 20;

  /** Maximum size of unused blocks that are kept, in bytes per block size. */
  private static final int KEPT_BYTES = 1 << 21;

  private final ArrayBlockingQueue<ByteBuffer>[] unused;

  BlockPool() {
    @SuppressWarnings({"unchecked", "rawtypes"})
    ArrayBlockingQueue<ByteBuffer>[] queues = new ArrayBlockingQueue[MAX_SHIFT - MIN_SHIFT + 1];
    for (int i = 0; i < queues.length; i++) {
      queues[i] = new ArrayBlockingQueue<>(Math.min(1024, KEPT_BYTES >> (MIN_SHIFT + i)));
    }
    unused = queues;
  }

  /** A block of at least {@code bytes}. */
  Block take(int bytes) {
    if (bytes > 1 << MAX_SHIFT) {
      return new Block(ByteBuffer.allocateDirect(bytes), tooLarge -> {});
    }
    int shift = Math.max(MIN_SHIFT, Integer.SIZE - Integer.numberOfLeadingZeros(bytes - 1));
    ByteBuffer used = unused[shift - MIN_SHIFT].poll();
    return new Block(used != null ? used : ByteBuffer.allocateDirect(1 << shift), this::giveBack);
  }

  private void giveBack(ByteBuffer bytes) {
    int shift = Integer.numberOfTrailingZeros(bytes.capacity());
    unused[shift - MIN_SHIFT].offer(bytes); // where enough are kept, the collector takes it
  }
}
