package io.pushchannel.benchmarks.rig;

import io.pushchannel.benchmarks.result.Row;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** One measurement that can be repeated: a subject under one set of parameters. */
public interface Scenario {

  /** What is measured, in a few words. */
  String label();

  /** About how long it takes, on two busy cores, with the processes that it starts. */
  Duration estimate();

  /**
   * Measures once: starts what it needs, and ends all of it.
   *
   * @param setting where histograms go, and what round it is
   * @return one row, or more
   * @throws IOException if a process or a connection fails
   * @throws InterruptedException if interrupted: then nothing is left running
   */
  List<Row> run(Setting setting) throws IOException, InterruptedException;
}
