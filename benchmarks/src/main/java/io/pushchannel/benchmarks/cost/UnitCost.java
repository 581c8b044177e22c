package io.pushchannel.benchmarks.cost;

/**
 * What the parts of one transport's traffic take, in bytes. Counted on the wire once; all else
 * follows. A field that means nothing to the transport is 0.
 *
 * @param empty a poll that brings nothing: the H of the theory
 * @param full a poll that brings messages, without these; less one comma, which the first has not
 * @param message L: a message with its framing; in a batch with a comma
 * @param bare the same of a message without text
 * @param heartbeat a sign of life on an idle stream, with its answer if it has one
 * @param connect what opens a stream
 */
public record UnitCost(
    Bytes empty, Bytes full, int message, int bare, int heartbeat, Bytes connect) {

  /** Up from client to server, and down. */
  public record Bytes(long up, long down) {
    static final Bytes NONE = new Bytes(0, 0);

    static Bytes of(Traffic traffic) {
      return new Bytes(traffic.bytesUp(), traffic.bytesDown());
    }

    /** Both ways together. */
    public long sum() {
      return up + down;
    }

    Bytes minus(Bytes other) {
      return new Bytes(up - other.up, down - other.down);
    }

    Bytes times(long factor) {
      return new Bytes(up * factor, down * factor);
    }

    Bytes minusDown(long bytes) {
      return new Bytes(up, down - bytes);
    }

    boolean isZero() {
      return up == 0 && down == 0;
    }
  }
}
