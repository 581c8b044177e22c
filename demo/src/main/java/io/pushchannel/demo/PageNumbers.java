package io.pushchannel.demo;

import java.time.Clock;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Assigns a number to each page, by which it recognises its own traffic. The numbers begin at the
 * second in which the demo started, so that a page of an earlier run, which reconnects under its
 * old number, differs from the new ones. From any thread.
 */
final class PageNumbers {

  /** A page's clients are {@code 100 * page + client}, which must fit into an int. */
  private static final int COUNT = 10_000_000;

  private final AtomicLong next;

  PageNumbers(Clock clock) {
    this.next = new AtomicLong(clock.instant().getEpochSecond());
  }

  /** A number of 1 or more. */
  int next() {
    return 1 + (int) (next.getAndIncrement() % COUNT);
  }
}
