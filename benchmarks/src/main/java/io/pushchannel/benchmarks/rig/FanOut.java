package io.pushchannel.benchmarks.rig;

import io.pushchannel.benchmarks.load.PushTechnique;
import java.io.IOException;
import java.time.Duration;

/**
 * Measures deliveries per second: bursts published as fast as all subscribers receive them.
 *
 * @param burst number of messages published at once
 * @param bytes size of each message's text
 * @param length duration without the warm-up
 */
public record FanOut(
    SystemUnderTest subject, int subscribers, int burst, int bytes, Duration length)
    implements Throughput {

  private static final Duration WARM_UP = Duration.ofSeconds(2);

  /** Minimum burst for a baseline. */
  private static final int MIN_BASELINE_BURST = 64;

  /**
   * Returns the baseline of raw sockets. A burst fills at least one write; a smaller one would be
   * sent before the write is full.
   */
  public static FanOut baseline(
      PushTechnique technique, int perWrite, int subscribers, int bytes, Duration length) {
    SystemUnderTest baseline = SystemUnderTest.rawSockets(technique, perWrite);
    return new FanOut(baseline, subscribers, Math.max(MIN_BASELINE_BURST, perWrite), bytes, length);
  }

  @Override
  public String scenario() {
    return "fan-out";
  }

  @Override
  public String label() {
    return "fan-out "
        + subject.name()
        + (subject.parameters().isEmpty() ? ", " : " " + subject.parameters().values() + ", ")
        + subscribers
        + " subscribers, bursts of "
        + burst
        + ", "
        + bytes
        + " B";
  }

  @Override
  public Duration estimate() {
    return LoadSession.AROUND.plus(WARM_UP).plus(length);
  }

  @Override
  public Running start(RunContext context) throws IOException, InterruptedException {
    return FanOutRun.start(this, context, WARM_UP);
  }
}
