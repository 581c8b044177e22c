package io.pushchannel.benchmarks.compare;

import java.io.IOException;
import java.time.Duration;

/** A part of a run. */
interface Stage {

  /** Returns the name by which the scenario is selected. */
  String name();

  /** Returns the approximate duration. */
  Duration estimate();

  /**
   * Measures, and adds each row to {@code findings} as soon as it is available. Ends soon after the
   * thread is interrupted.
   *
   * @throws IOException if the stage cannot continue
   */
  void run(Basics basics, Findings findings, Progress progress)
      throws IOException, InterruptedException;
}
