package io.pushchannel.benchmarks.cost;

import io.pushchannel.benchmarks.result.Row;
import java.util.LinkedHashMap;
import java.util.Map;

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

  /** A masked pong, the reply of a client to a ping. */
  static final int PONG = 6;

  /** Returns the sizes as figures of a row; those that do not apply are omitted. */
  public Map<String, Double> figures() {
    Map<String, Double> figures = new LinkedHashMap<>();
    figures.put("messageBytes", (double) message);
    figures.put("messageBytesWithoutText", (double) bare);
    put("emptyPollBytes", empty, figures);
    put("batchBytes", full, figures);
    put("connectBytes", connect, figures);
    if (heartbeat > 0) {
      figures.put("heartbeatBytes", (double) heartbeat);
    }
    return figures;
  }

  private static void put(String name, Bytes bytes, Map<String, Double> figures) {
    if (!bytes.isZero()) {
      figures.put(name + "Up", (double) bytes.up);
      figures.put(name + "Down", (double) bytes.down);
    }
  }

  /** Returns the sizes in the figures of a row. */
  public static UnitCost of(Row row) {
    return new UnitCost(
        bytes("emptyPollBytes", row),
        bytes("batchBytes", row),
        (int) row.get("messageBytes").orElse(0),
        (int) row.get("messageBytesWithoutText").orElse(0),
        (int) row.get("heartbeatBytes").orElse(0),
        bytes("connectBytes", row));
  }

  private static Bytes bytes(String name, Row row) {
    return new Bytes(
        (long) row.get(name + "Up").orElse(0), (long) row.get(name + "Down").orElse(0));
  }

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
