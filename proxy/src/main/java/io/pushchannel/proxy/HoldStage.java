package io.pushchannel.proxy;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/** The stage of {@link Fault.HoldResponses}. */
final class HoldStage implements FaultStage {

  private final int most;
  private final Runnable onFault;
  private final HttpScanner scanner = HttpScanner.responses();
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
    while (bytes.hasRemaining()) {
      int from = bytes.position();
      scanner.scan(bytes);
      held.write(bytes.array(), bytes.arrayOffset() + from, bytes.position() - from);
      if (scanner.isMessageEnd()) {
        release(due, output);
      }
    }
    over = held.size() >= most || scanner.isUpgraded();
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
