package io.pushchannel.demo;

import java.time.Clock;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Assigns a number to each page, by which it recognises its own traffic. The first number is the
 * start time of the demo in seconds. A page of an earlier run reconnects under its old number, so
 * it differs from the new ones. Thread-safe.
 */
final class PageNumbers {

  /** Keeps the client numbers {@code 100 * page + client} of a page within an int. */
  private static final int COUNT = 10_000_000;

  private final AtomicLong next;

  PageNumbers(Clock clock) {
    this.next = new AtomicLong(clock.instant().getEpochSecond());
  }

  /** Returns the next number, which is at least 1. */
  int next() {
    return 1 + (int) (next.getAndIncrement() % COUNT);
  }
}
