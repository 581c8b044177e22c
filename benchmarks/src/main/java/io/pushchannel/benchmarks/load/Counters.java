package io.pushchannel.benchmarks.load;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Counters of the load client in memory shared with its parent process. The parent can wait for a
 * delivery without communication between the processes. Counters never decrease. Written by one
 * thread of the client and read by any thread of the parent.
 */
final class Counters {

  /** A counter and its position. */
  enum Count {
    /** Deliveries. */
    MESSAGES(0),
    /** Reads from sockets that returned bytes. */
    READS(1),
    BYTES_DOWN(2),
    BYTES_UP(3),
    /** Polls, and requests that open streams. */
    REQUESTS(4),
    /** Streams that were opened and polls that received a response. */
    RESPONSES(5),
    /** Connections that ended unexpectedly. */
    BROKEN(6);

    private final int offset;

    Count(int slot) {
      this.offset = slot * Long.BYTES;
    }
  }

  private static final VarHandle LONGS =
      MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());

  private static final int SIZE = 4096;

  private final ByteBuffer memory;

  /** Maps {@code file}, which both processes open. */
  Counters(Path file) throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.CREATE)) {
      memory = channel.map(FileChannel.MapMode.READ_WRITE, 0, SIZE);
    }
  }

  void add(Count count, long more) {
    LONGS.setRelease(memory, count.offset, (long) LONGS.get(memory, count.offset) + more);
  }

  long get(Count count) {
    return (long) LONGS.getAcquire(memory, count.offset);
  }
}
