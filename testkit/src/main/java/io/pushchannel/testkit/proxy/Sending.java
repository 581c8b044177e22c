package io.pushchannel.testkit.proxy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Queue;

/** What is on its way to a receiver: bytes that are due at some time, and what to do after them. */
final class Sending {

  private record Item(ByteBuffer bytes, long due, Runnable after) {}

  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  private final Queue<Item> items = new ArrayDeque<>();
  private long size;
  private long lastDue = System.nanoTime();

  /** How many bytes wait. */
  long size() {
    return size;
  }

  void add(ByteBuffer bytes, long due) {
    size += bytes.remaining();
    lastDue = due;
    items.add(new Item(bytes, due, () -> {}));
  }

  /** Does something when everything added before has been written. */
  void then(Runnable action) {
    items.add(new Item(NOTHING, lastDue, action));
  }

  void clear() {
    items.clear();
    size = 0;
  }

  /**
   * Writes what is due.
   *
   * @return in how many nanoseconds to come again; 0 when there is room; -1 when there is more
   */
  long flush(Peer receiver) throws IOException {
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
