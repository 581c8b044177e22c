package io.pushchannel.benchmarks.rig;

import io.pushchannel.benchmarks.result.Row;
import java.util.List;

/** Receives the progress of a run. Called on the thread of the run. */
@FunctionalInterface
public interface Progress {

  /** A scenario is about to run after {@code done} of {@code total} scenarios. */
  void next(int done, int total, String label);

  /** A scenario has finished with these rows. */
  default void rows(List<Row> rows) {}
}
