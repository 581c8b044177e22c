package io.pushchannel.proxy;

import java.nio.ByteBuffer;
import java.util.SplittableRandom;

/** The stage of {@link Fault.Delay}. */
final class DelayStage implements FaultStage {

  private final Fault.Delay delay;
  private final SplittableRandom random;
  private final long began = System.nanoTime();
  private long last;

  DelayStage(Fault.Delay delay) {
    this.delay = delay;
    this.random = new SplittableRandom(delay.seed());
  }

  @Override
  public void bytes(ByteBuffer bytes, long due, StageOutput output) {
    long jitter = random.nextLong(delay.jitter().toNanos() + 1);
    last = Math.max(last, due - began + delay.least().toNanos() + jitter);
    output.bytes(bytes, began + last);
  }
}
