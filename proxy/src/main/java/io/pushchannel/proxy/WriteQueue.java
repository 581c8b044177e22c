package io.pushchannel.proxy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Queue;

/** The send queue of a receiver: bytes with their time of sending, and actions after them. */
final class WriteQueue {

  private record Item(ByteBuffer bytes, long due, Runnable after) {}

  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  private final Queue<Item> items = new ArrayDeque<>();
  private long size;
  private long lastDue = System.nanoTime();

  /** Returns the number of waiting bytes. */
  long size() {
    return size;
  }

  void add(ByteBuffer bytes, long due) {
    size += bytes.remaining();
    lastDue = due;
    items.add(new Item(bytes, due, () -> {}));
  }

  /** Adds an action that runs after all bytes before it have been written. */
  void then(Runnable action) {
    items.add(new Item(NOTHING, lastDue, action));
  }

  void clear() {
    items.clear();
    size = 0;
  }

  /**
   * Writes the bytes that are due, and runs the actions after them.
   *
   * @return the nanoseconds until the next bytes are due; 0 if the socket is full; -1 if the queue
   *     is empty
   */
  long flush(ProxySocket receiver) throws IOException {
    for (Item next = items.peek(); next != null; next = items.peek()) {
      long wait = next.due - System.nanoTime();
      if (wait > 0) {
        return wait;
      }
      int before = next.bytes.remaining();
      if (before > 0) {
        receiver.write(next.bytes);
        size -= before - next.bytes.remaining();
      }
      if (next.bytes.hasRemaining()) {
        return 0;
      }
      items.remove();
      next.after.run();
    }
    return -1;
  }
}
