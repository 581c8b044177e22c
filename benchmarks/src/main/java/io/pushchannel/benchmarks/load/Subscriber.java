package io.pushchannel.benchmarks.load;

import io.pushchannel.Gap;
import io.pushchannel.Message;
import io.pushchannel.PushListener;
import io.pushchannel.PushState;
import io.pushchannel.benchmarks.result.Ledger;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * Receives the messages of one channel of the library, records their latencies and checks their
 * sequence. Thread-safe.
 */
public final class Subscriber implements PushListener {

  private static final int OPEN_SECONDS = 15;

  private final CountDownLatch opened = new CountDownLatch(1);
  private final SequenceChecker sequence = new SequenceChecker();
  private final Histogram latency = new Histogram(3);
  private long measuredFrom = Long.MAX_VALUE;

  /** Creates a subscriber whose first expected message has the number 0. */
  public Subscriber() {
    sequence.reset(0);
  }

  /** Starts recording latencies at the message with this number; earlier messages are warm-up. */
  public synchronized void measureFrom(long number) {
    measuredFrom = number;
  }

  /** Resets the sequence check; the next expected message has this number. */
  synchronized void reset(long first) {
    sequence.reset(first);
  }

  @Override
  public void onMessage(Message message) {
    long received = System.nanoTime();
    record(MessageStamp.parse(message.data()), received);
  }

  private synchronized void record(MessageStamp stamp, long received) {
    if (stamp.number() >= measuredFrom) {
      latency.recordValue(Math.max(0, received - stamp.intended()));
    }
    sequence.message(stamp.number());
  }

  @Override
  public synchronized void onGap(Gap gap) {
    sequence.gap();
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

  /** Returns the ledger, given that all messages with numbers below {@code end} were published. */
  public synchronized Ledger ledger(long end) {
    return sequence.ledger(end);
  }

  /** Returns the times from intended publishing to receipt in nanoseconds. */
  public synchronized Histogram latency() {
    return latency.copy();
  }
}
