package io.pushchannel.benchmarks.compare;

import java.time.Duration;

/** Hears what is being done. Called on the thread that measures. */
@FunctionalInterface
public interface Progress {

  /** A step begins; it and all that follows take about {@code left}. */
  void begin(String step, Duration left);

  /** This, for something after which {@code more} remains. */
  default Progress before(Duration more) {
    return (step, left) -> begin(step, left.plus(more));
  }
}
