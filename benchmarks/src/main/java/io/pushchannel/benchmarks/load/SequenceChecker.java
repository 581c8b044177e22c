package io.pushchannel.benchmarks.load;

import io.pushchannel.benchmarks.result.Ledger;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Checks the message sequence of one subscriber. Messages are numbered without holes, so the check
 * is one comparison as long as each number is one above the previous. Not thread-safe.
 */
final class SequenceChecker {

  /** Maximum number of remembered holes. Beyond it, a late message counts as a duplicate. */
  private static final int MAX_HOLES = 100_000;

  private long first = -1;
  private long next = -1;
  private long delivered;
  private long duplicated;
  private long reordered;
  private long gaps;
  private @Nullable Set<Long> holes;

  /** Resets all counts. {@code number} is the number of the next expected message. */
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

  /** Counts an announced gap. */
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

  /** Returns the ledger, given that all messages with numbers below {@code end} were published. */
  Ledger ledger(long end) {
    long expected = first < 0 ? 0 : Math.max(0, end - first);
    return new Ledger(
        expected, delivered, Math.max(0, expected - delivered), duplicated, reordered, gaps);
  }
}
