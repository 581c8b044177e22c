package io.pushchannel.check;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Checks of arguments. Each message names the argument, its limit and its value. */
public final class Arguments {

  private Arguments() {}

  /**
   * Returns {@code value}.
   *
   * @throws NullPointerException naming the argument if it is null
   */
  public static <T> T requirePresent(String name, @Nullable T value) {
    return Objects.requireNonNull(value, () -> name + " must not be null");
  }

  /**
   * Requires a positive number.
   *
   * @throws IllegalArgumentException if it is 0 or negative
   */
  public static void requirePositive(String name, long value) {
    if (value <= 0) {
      throw new IllegalArgumentException(name + " must be positive, was " + value);
    }
  }

  /**
   * Returns a duration of 1 ms or more.
   *
   * @throws NullPointerException if it is null
   * @throws IllegalArgumentException if it is shorter
   */
  public static Duration requireMillisecond(String name, @Nullable Duration value) {
    return requireAtLeast(name, Duration.ofMillis(1), "1 ms", value);
  }

  /**
   * Returns a duration that is not shorter than another.
   *
   * @param limit the other duration as the message shows it
   * @throws NullPointerException if {@code value} is null
   * @throws IllegalArgumentException if it is shorter
   */
  public static Duration requireAtLeast(
      String name, Duration least, String limit, @Nullable Duration value) {
    Duration present = requirePresent(name, value);
    if (present.compareTo(least) < 0) {
      boolean isWhole = present.toNanos() % 1_000_000 == 0;
      String shown = isWhole ? PlainTime.of(present) : present.toNanos() + " ns";
      throw new IllegalArgumentException(name + " must be at least " + limit + ", was " + shown);
    }
    return present;
  }
}
