package io.pushchannel.cli.compare;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * What became of the messages that were published.
 *
 * @param published how many there were to deliver
 * @param delivered how many arrived, each counted once
 * @param duplicated how many arrived again
 * @param reordered how many arrived after a later one
 * @param gaps how many gaps were announced
 */
record Ledger(long published, long delivered, long duplicated, long reordered, long gaps) {

  /** How many never arrived. */
  @JsonProperty
  long lost() {
    return published - delivered;
  }

  /** Whether each message arrived once and in order. */
  boolean isClean() {
    return lost() == 0 && duplicated == 0 && reordered == 0;
  }

  Ledger plus(Ledger other) {
    return new Ledger(
        published + other.published,
        delivered + other.delivered,
        duplicated + other.duplicated,
        reordered + other.reordered,
        gaps + other.gaps);
  }
}
