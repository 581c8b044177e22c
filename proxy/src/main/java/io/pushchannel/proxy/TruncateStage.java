package io.pushchannel.proxy;

import java.nio.ByteBuffer;

/** The stage of {@link Fault.TruncateResponse}. */
final class TruncateStage implements FaultStage {

  private final long keep;
  private final Runnable onFault;
  private final HttpScanner scanner = HttpScanner.responses();
  private boolean over;

  TruncateStage(Fault.TruncateResponse fault, Runnable onFault) {
    this.keep = fault.bytes();
    this.onFault = onFault;
  }

  @Override
  public void bytes(ByteBuffer bytes, long due, StageOutput output) {
    ByteBuffer scanned = bytes.duplicate();
    while (scanned.hasRemaining() && !over) {
      scanner.scan(scanned);
      if (scanner.contentLength() > keep && scanner.received() >= keep) {
        over = true;
        int end = scanned.position() - (int) (scanner.received() - keep);
        output.bytes(bytes.slice(bytes.position(), end - bytes.position()), due);
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
