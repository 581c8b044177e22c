package io.pushchannel.proxy;

import java.nio.ByteBuffer;

/** The stage of {@link Fault.TruncateResponse}. */
final class TruncateStage implements FaultStage {

  private final long keep;
  private final Runnable onFault;
  private final ResponseScanner scanner = new ResponseScanner();
  private boolean over;

  TruncateStage(Fault.TruncateResponse fault, Runnable onFault) {
    this.keep = fault.bytes();
    this.onFault = onFault;
  }

  @Override
  public void bytes(ByteBuffer bytes, long due, StageOutput output) {
    for (int i = bytes.position(); i < bytes.limit() && !over; i++) {
      scanner.isLast(bytes.get(i));
      if (scanner.promised() > keep && scanner.come() >= keep) {
        over = true;
        output.bytes(bytes.slice(bytes.position(), i + 1 - bytes.position()), due);
        onFault.run();
        output.cut(Ending.FIN);
        return;
      }
    }
    if (!over) {
      output.bytes(bytes, due);
    }
  }
}
