package io.pushchannel.benchmarks.channels;

import io.pushchannel.Gap;
import io.pushchannel.Message;
import io.pushchannel.PushListener;
import io.pushchannel.PushState;
import io.pushchannel.benchmarks.load.Stamp;
import io.pushchannel.benchmarks.result.Ledger;
import java.io.IOException;
import java.util.BitSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** Receives the messages of one channel, records their latencies and checks their sequence. */
public final class Subscriber implements PushListener {

  private static final int OPEN_SECONDS = 15;

  private final CountDownLatch opened = new CountDownLatch(1);
  private final BitSet seen = new BitSet();
  private final Histogram latency = new Histogram(3);
  private long measuredFrom = Long.MAX_VALUE;
  private long last = -1;
  private long duplicated;
  private long reordered;
  private long gaps;

  /** Starts recording latencies at the message with this number; earlier messages are warm-up. */
  public synchronized void measureFrom(long number) {
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

  /**
   * Waits until the channel is open.
   *
   * @throws IOException if the channel does not open within {@value #OPEN_SECONDS} seconds
   */
  public void awaitOpen() throws IOException, InterruptedException {
    if (!opened.await(OPEN_SECONDS, TimeUnit.SECONDS)) {
      throw new IOException("the channel did not open within " + OPEN_SECONDS + " s");
    }
  }

  /** Returns the ledger, given that {@code published} messages were published. */
  public synchronized Ledger ledger(long published) {
    long delivered = seen.cardinality();
    return new Ledger(published, delivered, published - delivered, duplicated, reordered, gaps);
  }

  /** Returns the times from intended publishing to receipt in nanoseconds. */
  public synchronized Histogram latency() {
    return latency.copy();
  }
}
