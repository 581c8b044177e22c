package io.pushchannel.benchmarks.result;

import com.fasterxml.jackson.annotation.JsonIgnore;

/**
 * The delivery counts of one row.
 *
 * @param expected expected deliveries: messages times subscribers
 * @param delivered received messages, each counted once
 * @param lost messages that were never received
 * @param duplicated messages that were received again
 * @param reordered messages that were received after a later one
 * @param gaps announced gaps
 */
public record Ledger(
    long expected, long delivered, long lost, long duplicated, long reordered, long gaps) {

  /** A ledger without messages. */
  public static final Ledger EMPTY = new Ledger(0, 0, 0, 0, 0, 0);

  /** Returns true if each message was received once and in order. */
  @JsonIgnore
  public boolean isClean() {
    return lost == 0 && duplicated == 0 && reordered == 0;
  }

  /** Returns the sums of both ledgers. */
  public Ledger plus(Ledger other) {
    return new Ledger(
        expected + other.expected,
        delivered + other.delivered,
        lost + other.lost,
        duplicated + other.duplicated,
        reordered + other.reordered,
        gaps + other.gaps);
  }
}
