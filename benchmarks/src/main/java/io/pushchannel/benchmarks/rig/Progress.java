package io.pushchannel.benchmarks.rig;

import java.time.Duration;

/** Receives the progress of a run. Called on the thread of the run. */
@FunctionalInterface
public interface Progress {

  /** A step begins. {@code left} is the approximate duration of this and all later steps. */
  void begin(String step, Duration left);
}
