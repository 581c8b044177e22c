package io.pushchannel.testkit;

/** What goes wrong on one connection. Counted in bytes from the server to the client. */
public sealed interface Fault {

  /** Nothing. */
  record None() implements Fault {}

  /**
   * The connection is cut.
   *
   * @param bytes that still arrive
   */
  record CutAfter(long bytes) implements Fault {}

  /**
   * The connection stays open, but nothing more arrives, and no end either.
   *
   * @param bytes that still arrive
   */
  record StallAfter(long bytes) implements Fault {}
}
