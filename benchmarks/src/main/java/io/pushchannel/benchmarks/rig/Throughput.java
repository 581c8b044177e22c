package io.pushchannel.benchmarks.rig;

import io.pushchannel.benchmarks.result.Row;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** How much somebody does in a second. It can be measured bit by bit, so that two take turns. */
public interface Throughput extends Scenario {

  /** For how long it is measured, if nobody else has a turn. */
  Duration length();

  /** Starts everything, and lets it get warm; then it rests. */
  Running start(Setting setting) throws IOException, InterruptedException;

  @Override
  default List<Row> run(Setting setting) throws IOException, InterruptedException {
    try (Running running = start(setting)) {
      running.work(length());
      return List.of(running.row());
    }
  }

  /** Server and clients, which rest but for the time that {@link #work} takes. */
  interface Running extends AutoCloseable {

    /**
     * Works for so long, and goes to rest.
     *
     * @return how much was done in a second
     */
    double work(Duration time) throws IOException, InterruptedException;

    /** What was found in all the work since the start. Once, at the end. */
    Row row() throws IOException, InterruptedException;

    @Override
    void close() throws IOException;
  }
}
