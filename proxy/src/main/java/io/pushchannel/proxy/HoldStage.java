package io.pushchannel.proxy;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/** The stage of {@link Fault.HoldResponses}. */
final class HoldStage implements FaultStage {

  private final int most;
  private final Runnable onFault;
  private final ResponseScanner scanner = new ResponseScanner();
  private final ByteArrayOutputStream held = new ByteArrayOutputStream();
  private boolean over;

  HoldStage(Fault.HoldResponses fault, Runnable onFault) {
    this.most = fault.bytes();
    this.onFault = onFault;
  }

  @Override
  public void bytes(ByteBuffer bytes, long due, StageOutput output) {
    if (over) {
      output.bytes(bytes, due);
      return;
    }
    onFault.run();
    for (int i = bytes.position(); i < bytes.limit(); i++) {
      boolean last = scanner.isLast(bytes.get(i));
      held.write(bytes.get(i));
      if (last) {
        release(due, output);
      }
    }
    over = held.size() >= most || scanner.place() == ResponseScanner.Place.UPGRADED;
    if (over) {
      release(due, output);
    }
  }

  @Override
  public void end(StageOutput output) {
    release(System.nanoTime(), output);
    output.end();
  }

  private void release(long due, StageOutput output) {
    output.bytes(ByteBuffer.wrap(held.toByteArray()), due);
    held.reset();
  }
}
