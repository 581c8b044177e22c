package io.pushchannel.bus;

import io.pushchannel.spi.ReaderNotifier;
import java.util.Arrays;

/**
 * The waiting readers of a topic, grouped by event loop. A publish sends one signal per loop,
 * however many readers wait. Changes are guarded by the lock of the bus; a {@link #snapshot} may be
 * signalled outside it.
 */
final class ReaderGroups {

  private ReaderNotifier[] drains = {};
  private ReaderNotifier.ReaderGroup[] readers = {};
  private int[] counts = {};

  /** The group on {@code drain}'s loop, with one reader more. */
  ReaderNotifier.ReaderGroup join(ReaderNotifier drain) {
    int i = Arrays.asList(drains).indexOf(drain);
    if (i < 0) {
      i = drains.length;
      drains = Arrays.copyOf(drains, i + 1);
      readers = Arrays.copyOf(readers, i + 1);
      counts = Arrays.copyOf(counts, i + 1);
      drains[i] = drain;
      readers[i] = drain.newReaders();
    }
    counts[i]++;
    return readers[i];
  }

  /** One reader fewer on {@code drain}'s loop. */
  void leave(ReaderNotifier drain) {
    int i = Arrays.asList(drains).indexOf(drain);
    if (--counts[i] == 0) {
      int last = drains.length - 1;
      drains[i] = drains[last];
      readers = readers.clone(); // a publisher may be signalling the old array
      readers[i] = readers[last];
      counts[i] = counts[last];
      drains = Arrays.copyOf(drains, last);
      readers = Arrays.copyOf(readers, last);
      counts = Arrays.copyOf(counts, last);
    }
  }

  boolean isEmpty() {
    return drains.length == 0;
  }

  /** The groups now; never changed afterwards. */
  ReaderNotifier.ReaderGroup[] snapshot() {
    return readers;
  }
}
