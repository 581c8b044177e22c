package io.pushchannel.channel;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Time as a channel knows it: it measures attempts and waits between them. */
interface Time {

  /** The machine's. */
  Time SYSTEM =
      new Time() {
        @Override
        public long nanos() {
          return System.nanoTime();
        }

        @Override
        public void pause(long millis, CountDownLatch closed) throws InterruptedException {
          closed.await(millis, TimeUnit.MILLISECONDS);
        }
      };

  /** Nanoseconds from any origin. */
  long nanos();

  /** Returns after {@code millis}, or at once when {@code closed} opens. */
  void pause(long millis, CountDownLatch closed) throws InterruptedException;
}
