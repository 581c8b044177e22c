package io.pushchannel.proxy;

import java.nio.ByteBuffer;
import java.util.SplittableRandom;

/** The stage of {@link Fault.Delay}. */
final class Delaying implements Stage {

  private final Fault.Delay delay;
  private final SplittableRandom random;
  private final long began = System.nanoTime();
  private long last;

  Delaying(Fault.Delay delay) {
    this.delay = delay;
    this.random = new SplittableRandom(delay.seed());
  }

  @Override
  public void bytes(ByteBuffer bytes, long due, Onward onward) {
    long jitter = random.nextLong(delay.jitter().toNanos() + 1);
    last = Math.max(last, due - began + delay.least().toNanos() + jitter);
    onward.bytes(bytes, began + last);
  }
}
