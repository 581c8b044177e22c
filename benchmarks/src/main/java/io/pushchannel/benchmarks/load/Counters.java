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
 * Counts that the load client keeps in memory which its parent sees too, so that the parent can
 * wait for a delivery without a message between the processes. They only grow. Written by one
 * thread of the client, read by any of the parent.
 */
final class Counters {

  /** One count, at its place. */
  enum Count {
    /** Deliveries. */
    MESSAGES(0),
    /** Of bytes from the server. */
    READS(1),
    BYTES_DOWN(2),
    BYTES_UP(3),
    /** Polls, and the requests that open streams. */
    REQUESTS(4),
    /** Streams that began and polls that were answered. */
    ANSWERS(5),
    /** Connections that ended though nobody here wanted it. */
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

  /** Maps {@code file}, which both processes have open. */
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
