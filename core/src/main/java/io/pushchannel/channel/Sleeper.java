package io.pushchannel.channel;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The clock of a channel, and its waits between attempts. */
interface Sleeper {

  /** The machine's. */
  Sleeper SYSTEM =
      new Sleeper() {
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
