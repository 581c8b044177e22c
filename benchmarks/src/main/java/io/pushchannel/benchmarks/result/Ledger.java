package io.pushchannel.benchmarks.result;

import com.fasterxml.jackson.annotation.JsonIgnore;

/**
 * The account of one row: what was to be delivered, and what was.
 *
 * @param expected deliveries: messages times subscribers
 * @param delivered how many of them arrived, each counted once
 * @param lost how many never arrived
 * @param duplicated how many arrived again
 * @param reordered how many arrived after a later one
 * @param gaps how many gaps were announced
 */
public record Ledger(
    long expected, long delivered, long lost, long duplicated, long reordered, long gaps) {

  /** Nothing expected, nothing heard. */
  public static final Ledger EMPTY = new Ledger(0, 0, 0, 0, 0, 0);

  /** Whether each message arrived, once and in order. */
  @JsonIgnore
  public boolean isClean() {
    return lost == 0 && duplicated == 0 && reordered == 0;
  }

  /** Both accounts as one. */
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
