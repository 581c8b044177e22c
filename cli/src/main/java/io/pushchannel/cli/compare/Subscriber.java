package io.pushchannel.cli.compare;

import io.pushchannel.Gap;
import io.pushchannel.Message;
import io.pushchannel.PushListener;
import io.pushchannel.PushState;
import java.util.BitSet;
import java.util.concurrent.CountDownLatch;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** Hears what one channel delivers, times it, and keeps the books. */
final class Subscriber implements PushListener {

  private final CountDownLatch opened = new CountDownLatch(1);
  private final BitSet seen = new BitSet();
  private final Histogram latency = new Histogram(3);
  private long measuredFrom = Long.MAX_VALUE;
  private long last = -1;
  private long duplicated;
  private long reordered;
  private long gaps;

  /** Messages with this number or a higher one are timed; those before it only warm up. */
  synchronized void measureFrom(long number) {
    measuredFrom = number;
  }

  @Override
  public void onMessage(Message message) {
    long received = System.nanoTime();
    record(Stamp.parse(message.data()), received);
  }

  private synchronized void record(Stamp stamp, long received) {
    if (stamp.number() >= measuredFrom) {
      latency.recordValue(Math.max(0, received - stamp.intended()));
    }
    int number = Math.toIntExact(stamp.number());
    if (seen.get(number)) {
      duplicated++;
    } else if (number < last) {
      reordered++;
    }
    seen.set(number);
    last = Math.max(last, number);
  }

  @Override
  public synchronized void onGap(Gap gap) {
    gaps++;
  }

  @Override
  public void onState(PushState state, @Nullable Exception cause) {
    if (state == PushState.OPEN) {
      opened.countDown();
    }
  }

  /** Completes when the server has answered for the first time. */
  CountDownLatch opened() {
    return opened;
  }

  /** The books, if {@code published} messages were to be delivered. */
  synchronized Ledger ledger(long published) {
    return new Ledger(published, seen.cardinality(), duplicated, reordered, gaps);
  }

  /** How long messages took from the intended sending to here, in nanoseconds. */
  synchronized Histogram latency() {
    return latency.copy();
  }
}
