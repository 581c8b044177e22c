package io.pushchannel.benchmarks.load;

/** What all connections together have received. Confined to the client's thread. */
final class Totals {
  long messages;
  long bytes;
  long reads;
  long outOfSequence;
  int opened;
}
