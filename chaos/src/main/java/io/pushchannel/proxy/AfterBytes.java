package io.pushchannel.proxy;

import java.nio.ByteBuffer;
import java.util.function.Consumer;

/** Forwards a number of bytes, then runs an action once, and drops everything after it. */
final class AfterBytes implements Stage {

  private final Consumer<Onward> then;
  private long left;
  private boolean over;

  AfterBytes(long bytes, Consumer<Onward> then) {
    this.left = bytes;
    this.then = then;
  }

  @Override
  public void bytes(ByteBuffer bytes, long due, Onward onward) {
    if (over) {
      return;
    }
    if (bytes.remaining() < left) {
      left -= bytes.remaining();
      onward.bytes(bytes, due);
      return;
    }
    onward.bytes(bytes.slice(bytes.position(), (int) left), due);
    over = true;
    then.accept(onward);
  }

  @Override
  public void end(Onward onward) {
    if (!over) {
      onward.end();
    }
  }
}
