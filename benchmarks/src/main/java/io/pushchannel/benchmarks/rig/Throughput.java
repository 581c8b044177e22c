package io.pushchannel.benchmarks.rig;

import io.pushchannel.benchmarks.result.Row;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/**
 * Measures work per second. The measurement can be split into parts, so that two systems alternate.
 */
public interface Throughput extends Scenario {

  /** Returns the duration of the measurement if the system is measured alone. */
  Duration length();

  /** Starts server and clients, runs the warm-up, and pauses. */
  Running start(RunContext context) throws IOException, InterruptedException;

  @Override
  default List<Row> run(RunContext context) throws IOException, InterruptedException {
    try (Running running = start(context)) {
      running.work(length());
      return List.of(running.row());
    }
  }

  /** A running server with its clients, paused except during {@link #work}. */
  interface Running extends AutoCloseable {

    /**
     * Works for {@code time} and pauses.
     *
     * @return the work per second
     */
    double work(Duration time) throws IOException, InterruptedException;

    /** Returns the row for all work since the start. Called once, at the end. */
    Row row() throws IOException, InterruptedException;

    @Override
    void close() throws IOException;
  }
}
