package io.pushchannel.benchmarks.cost;

import java.util.concurrent.atomic.LongAdder;

/**
 * Counts bytes and header sections. An HTTP header section ends with an empty line, and no body
 * contains CR here. Used by one thread per connection; any thread may read the sums.
 */
final class HeadCounter {

  private static final byte[] END = {'\r', '\n', '\r', '\n'};

  private final LongAdder bytes;
  private final LongAdder heads;
  private int matched;

  HeadCounter(LongAdder bytes, LongAdder heads) {
    this.bytes = bytes;
    this.heads = heads;
  }

  void count(byte[] chunk, int length) {
    bytes.add(length);
    for (int i = 0; i < length; i++) {
      matched = chunk[i] == END[matched] ? matched + 1 : chunk[i] == END[0] ? 1 : 0;
      if (matched == END.length) {
        heads.increment();
        matched = 0;
      }
    }
  }
}
