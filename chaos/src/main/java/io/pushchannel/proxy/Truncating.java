package io.pushchannel.proxy;

import java.nio.ByteBuffer;

/** The stage of {@link Fault.TruncateAnswer}. */
final class Truncating implements Stage {

  private final long keep;
  private final Runnable struck;
  private final AnswerScanner scanner = new AnswerScanner();
  private boolean over;

  Truncating(Fault.TruncateAnswer fault, Runnable struck) {
    this.keep = fault.bytes();
    this.struck = struck;
  }

  @Override
  public void bytes(ByteBuffer bytes, long due, Onward onward) {
    for (int i = bytes.position(); i < bytes.limit() && !over; i++) {
      scanner.isLast(bytes.get(i));
      if (scanner.promised() > keep && scanner.come() >= keep) {
        over = true;
        onward.bytes(bytes.slice(bytes.position(), i + 1 - bytes.position()), due);
        struck.run();
        onward.cut(Ending.FIN);
        return;
      }
    }
    if (!over) {
      onward.bytes(bytes, due);
    }
  }
}
