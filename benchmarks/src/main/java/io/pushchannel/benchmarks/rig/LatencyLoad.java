package io.pushchannel.benchmarks.rig;

import io.pushchannel.benchmarks.load.MessageStamp;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The load of the side-by-side comparison of the four transports.
 *
 * @param warmUp duration of publishing before the measurement
 * @param measured duration of the measurement
 * @param rate messages per second
 * @param interval time between two polls of short polling
 * @param size size of a message's text in bytes
 * @param seed seed of the schedule
 */
public record LatencyLoad(
    Duration warmUp, Duration measured, double rate, Duration interval, int size, long seed) {

  private static final double MIN_MESSAGES = 10;
  private static final double MAX_MESSAGES = 10_000_000;

  /**
   * Checks the size and the number of messages.
   *
   * @throws IllegalArgumentException if {@code size} is below {@link MessageStamp#MIN_SIZE}, or
   *     rate and time yield fewer than 10 or more than 10,000,000 messages
   */
  public LatencyLoad {
    if (size < MessageStamp.MIN_SIZE) {
      throw new IllegalArgumentException(
          "size must be at least " + MessageStamp.MIN_SIZE + " bytes, was " + size);
    }
    double messages = rate * measured.toSeconds();
    if (messages < MIN_MESSAGES || messages > MAX_MESSAGES) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "rate times seconds must be 10 to 10000000 messages, was %.1f",
              messages));
    }
  }

  /** Returns the description in {@code run.json}. */
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
