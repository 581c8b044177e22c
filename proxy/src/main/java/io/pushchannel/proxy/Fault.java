package io.pushchannel.proxy;

import java.time.Duration;

/**
 * A fault on one connection, as data. The plan of a connection is a list of faults. Byte counts
 * include headers and cover one direction of the whole connection. The default direction is down.
 */
public sealed interface Fault {

  /** No fault. */
  record None() implements Fault {}

  /**
   * Cuts the connection to both sides.
   *
   * @param direction the direction whose bytes count
   * @param bytes number of bytes that still arrive
   * @param ending the way in which the connection is cut
   */
  record CutAfter(Direction direction, long bytes, Ending ending) implements Fault {
    /**
     * Validates the count.
     *
     * @throws IllegalArgumentException if {@code bytes} is negative
     */
    public CutAfter {
      requireAtLeast(0, bytes, "bytes");
    }

    /** Cuts the response of the server after the given number of bytes, with a FIN. */
    public CutAfter(long bytes) {
      this(Direction.DOWN, bytes, Ending.FIN);
    }
  }

  /**
   * Stops one direction. The proxy no longer reads from its sender, so that writes block, and
   * neither bytes nor the end arrive. The other direction continues; when it ends, the connection
   * is closed.
   *
   * @param direction the direction to stop
   * @param bytes number of bytes that still arrive
   */
  record StallAfter(Direction direction, long bytes) implements Fault {
    /**
     * Validates the count.
     *
     * @throws IllegalArgumentException if {@code bytes} is negative
     */
    public StallAfter {
      requireAtLeast(0, bytes, "bytes");
    }

    /** Stops the response of the server after the given number of bytes. */
    public StallAfter(long bytes) {
      this(Direction.DOWN, bytes);
    }
  }

  /**
   * Makes the connection half-open: the proxy drops the bytes of both sides, and does not forward
   * the end of either. The connection ends when both sides have closed, or with the proxy.
   *
   * @param direction the direction whose bytes count
   * @param bytes number of bytes that still pass in {@code direction}
   */
  record HalfOpenAfter(Direction direction, long bytes) implements Fault {
    /**
     * Validates the count.
     *
     * @throws IllegalArgumentException if {@code bytes} is negative
     */
    public HalfOpenAfter {
      requireAtLeast(0, bytes, "bytes");
    }
  }

  /**
   * Delays all bytes of a direction, in order.
   *
   * @param direction the direction to delay
   * @param least the minimum delay
   * @param jitter the maximum of a random delay on top, drawn for each read
   * @param seed the seed of the jitter
   */
  record Delay(Direction direction, Duration least, Duration jitter, long seed) implements Fault {
    /**
     * Validates the durations.
     *
     * @throws IllegalArgumentException if a duration is negative
     */
    public Delay {
      requireAtLeast(0, least.toNanos(), "least (ns)");
      requireAtLeast(0, jitter.toNanos(), "jitter (ns)");
    }
  }

  /**
   * Limits the rate of one direction.
   *
   * @param direction the direction to slow down
   * @param bytesPerSecond the rate, at least 1
   */
  record Throttle(Direction direction, long bytesPerSecond) implements Fault {
    /**
     * Validates the rate.
     *
     * @throws IllegalArgumentException if {@code bytesPerSecond} is less than 1
     */
    public Throttle {
      requireAtLeast(1, bytesPerSecond, "bytesPerSecond");
    }
  }

  /**
   * Truncates the first response whose {@code Content-Length} is greater than {@code bytes} to that
   * size, and closes the connection.
   *
   * @param bytes the size of the truncated body
   */
  record TruncateResponse(long bytes) implements Fault {
    /**
     * Validates the count.
     *
     * @throws IllegalArgumentException if {@code bytes} is negative
     */
    public TruncateResponse {
      requireAtLeast(0, bytes, "bytes");
    }
  }

  /**
   * Loses the first response between server and proxy. The proxy repeats the request on a new
   * connection: the server receives it twice, and the client does not notice. Requests of more than
   * 1 MiB are not repeated.
   */
  record RepeatRequest() implements Fault {}

  /**
   * Holds each response until it is complete, as a buffering proxy does. A response without a
   * length is held until the server closes the connection. An upgrade (101) and the bytes after it
   * pass immediately.
   *
   * @param bytes maximum number of held bytes; beyond it, the connection is no longer held
   */
  record HoldResponses(int bytes) implements Fault {
    /**
     * Validates the limit.
     *
     * @throws IllegalArgumentException if {@code bytes} is less than 1
     */
    public HoldResponses {
      requireAtLeast(1, bytes, "bytes");
    }
  }

  /**
   * Closes the connection (FIN, both sides) after a period without bytes.
   *
   * @param limit the length of the period, at least one millisecond
   */
  record CloseWhenIdle(Duration limit) implements Fault {
    /**
     * Validates the limit.
     *
     * @throws IllegalArgumentException if {@code limit} is less than a millisecond
     */
    public CloseWhenIdle {
      requireAtLeast(1, limit.toMillis(), "limit (ms)");
    }
  }

  /**
   * Uses HTTP/1.0 towards the server, which is the default of nginx: one request per connection,
   * with {@code Connection: close} and without hop-by-hop headers such as {@code Upgrade}. The
   * response passes unchanged. A request body needs a {@code Content-Length}; a chunked body is
   * refused with status 411.
   */
  record Http10() implements Fault {}

  private static void requireAtLeast(long least, long value, String name) {
    if (value < least) {
      throw new IllegalArgumentException(name + " must be at least " + least + ", was " + value);
    }
  }
}
