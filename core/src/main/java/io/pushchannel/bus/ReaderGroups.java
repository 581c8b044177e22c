package io.pushchannel.bus;

import io.pushchannel.spi.ReaderNotifier;
import java.util.Arrays;

/**
 * The waiting readers of a topic, grouped by event loop. A publish sends one signal per loop,
 * however many readers wait. Changes are guarded by the lock of the bus; a {@link #snapshot} may be
 * signalled outside it.
 */
final class ReaderGroups {

  private ReaderNotifier[] notifiers = {};
  private ReaderNotifier.ReaderGroup[] readers = {};
  private int[] counts = {};

  /** The group on {@code notifier}'s loop, with one reader more. */
  ReaderNotifier.ReaderGroup join(ReaderNotifier notifier) {
    int i = Arrays.asList(notifiers).indexOf(notifier);
    if (i < 0) {
      i = notifiers.length;
      notifiers = Arrays.copyOf(notifiers, i + 1);
      readers = Arrays.copyOf(readers, i + 1);
      counts = Arrays.copyOf(counts, i + 1);
      notifiers[i] = notifier;
      readers[i] = notifier.newReaders();
    }
    counts[i]++;
    return readers[i];
  }

  /** One reader fewer on {@code notifier}'s loop. */
  void leave(ReaderNotifier notifier) {
    int i = Arrays.asList(notifiers).indexOf(notifier);
    if (--counts[i] == 0) {
      int last = notifiers.length - 1;
      notifiers[i] = notifiers[last];
      readers = readers.clone(); // a publisher may be signalling the old array
      readers[i] = readers[last];
      counts[i] = counts[last];
      notifiers = Arrays.copyOf(notifiers, last);
      readers = Arrays.copyOf(readers, last);
      counts = Arrays.copyOf(counts, last);
    }
  }

  boolean isEmpty() {
    return notifiers.length == 0;
  }

  /** The groups now; never changed afterwards. */
  ReaderNotifier.ReaderGroup[] snapshot() {
    return readers;
  }
}
