package io.pushchannel.channel;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Time that passes only when a test moves it. */
final class VirtualTime implements Sleeper {

  final List<Long> pauses = new ArrayList<>();
  private long nanos = -1_000_000; // an origin is no promise

  void pass(long millis) {
    nanos += TimeUnit.MILLISECONDS.toNanos(millis);
  }

  @Override
  public long nanos() {
    return nanos;
  }

  @Override
  public void pause(long millis, CountDownLatch closed) {
    pauses.add(millis);
    pass(millis);
  }
}
