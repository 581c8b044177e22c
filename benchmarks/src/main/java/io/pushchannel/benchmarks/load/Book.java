package io.pushchannel.benchmarks.load;

import io.pushchannel.benchmarks.result.Ledger;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One subscriber's account. Messages are numbered without holes, so as long as each is one above
 * the last, keeping it is one comparison. Not thread-safe.
 */
final class Book {

  /** More holes than this are not told from duplicates if they are filled after all. */
  private static final int MAX_HOLES = 100_000;

  private long first = -1;
  private long next = -1;
  private long delivered;
  private long duplicated;
  private long reordered;
  private long gaps;
  private @Nullable Set<Long> holes;

  /** Starts anew: the next message is expected to have this number. */
  void reset(long number) {
    first = number;
    next = number;
    delivered = 0;
    duplicated = 0;
    reordered = 0;
    gaps = 0;
    holes = null;
  }

  void message(long number) {
    if (number == next) {
      next++;
      delivered++;
    } else {
      irregular(number);
    }
  }

  /** A gap was announced. */
  void gap() {
    gaps++;
  }

  private void irregular(long number) {
    if (next < 0) {
      reset(number);
    }
    if (number >= next) {
      remember(next, number);
      next = number + 1;
      delivered++;
    } else if (holes != null && holes.remove(number)) {
      delivered++;
      reordered++;
    } else {
      duplicated++;
    }
  }

  private void remember(long from, long to) {
    Set<Long> known = holes == null ? new HashSet<>() : holes;
    for (long missing = from; missing < to && known.size() < MAX_HOLES; missing++) {
      known.add(missing);
    }
    holes = known;
  }

  /** The account, if everything numbered below {@code end} was published. */
  Ledger ledger(long end) {
    long expected = first < 0 ? 0 : Math.max(0, end - first);
    return new Ledger(
        expected, delivered, Math.max(0, expected - delivered), duplicated, reordered, gaps);
  }
}
