package io.pushchannel.benchmarks.compare;

import io.pushchannel.benchmarks.load.Stamp;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What the four are measured with, side by side.
 *
 * @param warmUp how long to publish before measuring
 * @param measured how long to measure
 * @param rate messages a second
 * @param interval between two polls of short polling
 * @param size of a message, in bytes
 * @param seed of the schedule
 */
public record Plan(
    Duration warmUp, Duration measured, double rate, Duration interval, int size, long seed) {

  private static final double MIN_MESSAGES = 10;
  private static final double MAX_MESSAGES = 10_000_000;

  /** Refuses a size without room for what a message must carry, and too few or many messages. */
  public Plan {
    if (size < Stamp.MIN_SIZE) {
      throw new IllegalArgumentException(
          "expected a size of at least " + Stamp.MIN_SIZE + " bytes, got " + size);
    }
    double messages = rate * measured.toSeconds();
    if (messages < MIN_MESSAGES || messages > MAX_MESSAGES) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "expected a rate and a time that make 10 to 10000000 messages, got %.1f",
              messages));
    }
  }

  /** About how long all of it takes. */
  Duration total() {
    return Duration.ofSeconds(3).plus(warmUp).plus(measured).plus(interval);
  }

  /** For {@code run.json}. */
  Map<String, Object> describe() {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("ratePerSecond", rate);
    facts.put("intervalMillis", interval.toMillis());
    facts.put("payloadBytes", size);
    facts.put("warmUpSeconds", warmUp.toMillis() / 1e3);
    facts.put("measuredSeconds", measured.toSeconds());
    facts.put("seed", seed);
    return facts;
  }
}
