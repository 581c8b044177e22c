package io.pushchannel.proxy;

import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;

/** The stage of {@link Fault.Throttle}. Sends 20 pieces per second. */
final class ThrottleStage implements FaultStage {

  private static final int PIECES_PER_SECOND = 20;

  private final long bytesPerSecond;
  private final int piece;
  private final long began = System.nanoTime();

  /** The time at which all earlier bytes have been sent, in nanoseconds since the start. */
  private long free;

  ThrottleStage(long bytesPerSecond) {
    this.bytesPerSecond = bytesPerSecond;
    this.piece = (int) Math.max(1, Math.min(Integer.MAX_VALUE, bytesPerSecond / PIECES_PER_SECOND));
  }

  @Override
  public void bytes(ByteBuffer bytes, long due, StageOutput output) {
    free = Math.max(free, due - began);
    for (int from = bytes.position(); from < bytes.limit(); from += piece) {
      int length = Math.min(piece, bytes.limit() - from);
      free += TimeUnit.SECONDS.toNanos(length) / bytesPerSecond;
      output.bytes(bytes.slice(from, length), began + free);
    }
  }
}
