package io.pushchannel.benchmarks.cost;

/**
 * The sizes in bytes of the parts of one transport's traffic. They are counted once on the wire,
 * and all other costs are computed from them. A field that does not apply to the transport is 0.
 *
 * @param empty a poll without new messages: the H of the theory
 * @param full a poll with messages, without the messages themselves and minus one comma, because
 *     the first message has none
 * @param message L: a message with its framing; in a batch, with a comma
 * @param bare the same for a message without text
 * @param heartbeat a heartbeat on an idle stream, including the reply if there is one
 * @param connect the request and response that open a stream
 */
public record UnitCost(
    Bytes empty, Bytes full, int message, int bare, int heartbeat, Bytes connect) {

  /** Bytes from client to server ({@code up}) and from server to client ({@code down}). */
  public record Bytes(long up, long down) {
    static final Bytes NONE = new Bytes(0, 0);

    static Bytes of(Traffic traffic) {
      return new Bytes(traffic.bytesUp(), traffic.bytesDown());
    }

    /** Returns the bytes in both directions. */
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
