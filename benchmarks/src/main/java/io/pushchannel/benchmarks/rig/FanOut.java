package io.pushchannel.benchmarks.rig;

import io.pushchannel.benchmarks.load.Technique;
import java.io.IOException;
import java.time.Duration;

/**
 * How many deliveries a second: bursts, published as fast as everybody hears them.
 *
 * @param burst how many messages are published at once
 * @param bytes of each message
 * @param length without the warm-up
 */
public record FanOut(Subject subject, int subscribers, int burst, int bytes, Duration length)
    implements Throughput {

  private static final Duration WARM_UP = Duration.ofSeconds(2);

  /** A floor is given so many messages at once, or more. */
  private static final int MIN_FLOOR_BURST = 64;

  /** Raw sockets. What is published at once fills a write, or it would end before it is full. */
  public static FanOut floor(
      Technique technique, int perWrite, int subscribers, int bytes, Duration length) {
    Subject floor = Subject.rawSockets(technique, perWrite);
    return new FanOut(floor, subscribers, Math.max(MIN_FLOOR_BURST, perWrite), bytes, length);
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
    return Session.AROUND.plus(WARM_UP).plus(length);
  }

  @Override
  public Running start(Setting setting) throws IOException, InterruptedException {
    return Bursts.start(this, setting, WARM_UP);
  }
}
