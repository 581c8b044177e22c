package io.pushchannel.testkit.proxy;

import java.time.Duration;

/**
 * What goes wrong on one connection, as data; a connection's plan is a list of them. Those that
 * count bytes count what passes the proxy in one direction over the whole connection, heads
 * included. Down is the direction where none is named.
 */
public sealed interface Fault {

  /** Nothing. */
  record None() implements Fault {}

  /**
   * The connection is cut, to both sides.
   *
   * @param bytes that still arrive
   */
  record CutAfter(Direction direction, long bytes, Ending ending) implements Fault {
    /** Refuses a negative count. */
    public CutAfter {
      requireAtLeast(0, bytes, "bytes");
    }

    /** The server's answer breaks off after so many bytes. */
    public CutAfter(long bytes) {
      this(Direction.DOWN, bytes, Ending.FIN);
    }
  }

  /**
   * One direction stops: its sender is not read any more, so that its writes come to a halt, and
   * nothing more arrives, no end either. The other direction goes on; if that ends, the connection
   * does.
   *
   * @param bytes that still arrive
   */
  record StallAfter(Direction direction, long bytes) implements Fault {
    /** Refuses a negative count. */
    public StallAfter {
      requireAtLeast(0, bytes, "bytes");
    }

    /** The server's answer stops after so many bytes. */
    public StallAfter(long bytes) {
      this(Direction.DOWN, bytes);
    }
  }

  /**
   * The connection is half-open: what either side sends vanishes, and when one closes, the other is
   * not told. It ends when both have closed, or with the proxy.
   *
   * @param bytes that still pass in {@code direction}
   */
  record HalfOpenAfter(Direction direction, long bytes) implements Fault {
    /** Refuses a negative count. */
    public HalfOpenAfter {
      requireAtLeast(0, bytes, "bytes");
    }
  }

  /**
   * Everything comes late, in order.
   *
   * @param least how much at least
   * @param jitter up to how much more, random for each piece read
   * @param seed of the jitter
   */
  record Delay(Direction direction, Duration least, Duration jitter, long seed) implements Fault {
    /** Refuses negative durations. */
    public Delay {
      requireAtLeast(0, least.toNanos(), "nanoseconds of delay");
      requireAtLeast(0, jitter.toNanos(), "nanoseconds of jitter");
    }
  }

  /**
   * The line is slow.
   *
   * @param bytesPerSecond 1 or more
   */
  record Throttle(Direction direction, long bytesPerSecond) implements Fault {
    /** Refuses less than 1. */
    public Throttle {
      requireAtLeast(1, bytesPerSecond, "bytes per second");
    }
  }

  /**
   * The first answer whose {@code Content-Length} promises more than {@code bytes} has a body of
   * just so many, then the connection ends as if that were all.
   */
  record TruncateAnswer(long bytes) implements Fault {
    /** Refuses a negative count. */
    public TruncateAnswer {
      requireAtLeast(0, bytes, "bytes");
    }
  }

  /**
   * The first answer is lost on its way to the proxy, which therefore sends the request again, on a
   * new connection: the server has it twice, the client knows of nothing. Requests of more than 1
   * MiB are not repeated.
   */
  record RepeatRequest() implements Fault {}

  /**
   * Each answer is held until it is whole, as by a buffering proxy; one without a length until the
   * server ends it. An upgrade (101) passes, and what follows it.
   *
   * @param bytes how much is held at most; with more the connection is held no longer
   */
  record HoldAnswers(int bytes) implements Fault {
    /** Refuses less than 1. */
    public HoldAnswers {
      requireAtLeast(1, bytes, "bytes");
    }
  }

  /** The connection is closed (FIN, both sides) when nothing has passed for so long. */
  record CloseWhenIdle(Duration limit) implements Fault {
    /** Refuses less than a millisecond. */
    public CloseWhenIdle {
      requireAtLeast(1, limit.toMillis(), "milliseconds");
    }
  }

  /**
   * The server is spoken to as nginx does unless told otherwise: one request a connection, by
   * HTTP/1.0, with {@code Connection: close} and without what is only for the next hop ({@code
   * Upgrade} among it). The answer passes as it is. A request's body needs a {@code
   * Content-Length}; one in chunks is refused with 411.
   */
  record Http10() implements Fault {}

  private static void requireAtLeast(long least, long value, String what) {
    if (value < least) {
      throw new IllegalArgumentException(
          "expected " + least + " " + what + " or more, got " + value);
    }
  }
}
