package io.pushchannel.proxy;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/** The stage of {@link Fault.HoldAnswers}. */
final class Holding implements Stage {

  private final int most;
  private final Runnable struck;
  private final AnswerScanner scanner = new AnswerScanner();
  private final ByteArrayOutputStream held = new ByteArrayOutputStream();
  private boolean over;

  Holding(Fault.HoldAnswers fault, Runnable struck) {
    this.most = fault.bytes();
    this.struck = struck;
  }

  @Override
  public void bytes(ByteBuffer bytes, long due, Onward onward) {
    if (over) {
      onward.bytes(bytes, due);
      return;
    }
    struck.run();
    for (int i = bytes.position(); i < bytes.limit(); i++) {
      boolean last = scanner.isLast(bytes.get(i));
      held.write(bytes.get(i));
      if (last) {
        release(due, onward);
      }
    }
    over = held.size() >= most || scanner.place() == AnswerScanner.Place.UPGRADED;
    if (over) {
      release(due, onward);
    }
  }

  @Override
  public void end(Onward onward) {
    release(System.nanoTime(), onward);
    onward.end();
  }

  private void release(long due, Onward onward) {
    onward.bytes(ByteBuffer.wrap(held.toByteArray()), due);
    held.reset();
  }
}
