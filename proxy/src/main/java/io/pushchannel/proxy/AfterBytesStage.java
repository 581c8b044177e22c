package io.pushchannel.proxy;

import java.nio.ByteBuffer;
import java.util.function.Consumer;

/** Forwards a number of bytes, then runs an action once, and drops everything after it. */
final class AfterBytesStage implements FaultStage {

  private final Consumer<StageOutput> then;
  private long left;
  private boolean over;

  AfterBytesStage(long bytes, Consumer<StageOutput> then) {
    this.left = bytes;
    this.then = then;
  }

  @Override
  public void bytes(ByteBuffer bytes, long due, StageOutput output) {
    if (over) {
      return;
    }
    if (bytes.remaining() < left) {
      left -= bytes.remaining();
      output.bytes(bytes, due);
      return;
    }
    output.bytes(bytes.slice(bytes.position(), (int) left), due);
    over = true;
    then.accept(output);
  }

  @Override
  public void end(StageOutput output) {
    if (!over) {
      output.end();
    }
  }
}
