package io.pushchannel.benchmarks.rig;

import io.pushchannel.benchmarks.result.Row;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** One repeatable measurement: a subject with one set of parameters. */
public interface Scenario {

  /** Returns the name by which users select all scenarios of a kind, such as {@code fan-out}. */
  String scenario();

  /** Returns a short description of the measurement. */
  String label();

  /** Returns the approximate duration on two busy cores, including the start of its processes. */
  Duration estimate();

  /**
   * Measures once. Starts all processes it needs, and ends them.
   *
   * @param context the round, and the folder for histograms
   * @return the measured rows
   * @throws IOException if a process or a connection fails
   * @throws InterruptedException if the thread is interrupted; all processes have ended then
   */
  List<Row> run(RunContext context) throws IOException, InterruptedException;
}
