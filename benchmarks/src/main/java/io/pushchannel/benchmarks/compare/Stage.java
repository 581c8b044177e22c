package io.pushchannel.benchmarks.compare;

import java.io.IOException;
import java.time.Duration;

/** A part of a run. */
interface Stage {

  /** The scenario that it measures, as one asks for it. */
  String name();

  /** About how long it takes. */
  Duration estimate();

  /**
   * Measures, and hands over each row as soon as there is one. When interrupted it ends soon.
   *
   * @throws IOException if it cannot go on
   */
  void run(Basics basics, Findings findings, Progress progress)
      throws IOException, InterruptedException;
}
