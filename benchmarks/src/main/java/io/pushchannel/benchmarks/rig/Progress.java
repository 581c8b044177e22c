package io.pushchannel.benchmarks.rig;

import io.pushchannel.benchmarks.result.Row;
import java.util.List;

/** Hears how far a run is. Called on the thread that runs it. */
@FunctionalInterface
public interface Progress {

  /** One scenario is about to run, {@code done} of {@code total} having run. */
  void next(int done, int total, String label);

  /** A scenario has given these rows. */
  default void rows(List<Row> rows) {}
}
