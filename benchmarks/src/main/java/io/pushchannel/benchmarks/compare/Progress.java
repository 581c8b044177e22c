package io.pushchannel.benchmarks.compare;

import java.time.Duration;

/** Receives the progress of a run. Called on the thread of the run. */
@FunctionalInterface
public interface Progress {

  /** A step begins. {@code left} is the approximate duration of this and all later steps. */
  void begin(String step, Duration left);

  /** Returns a progress listener for a part of the run after which {@code more} remains. */
  default Progress before(Duration more) {
    return (step, left) -> begin(step, left.plus(more));
  }
}
