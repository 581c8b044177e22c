package io.pushchannel.benchmarks.cost;

import io.pushchannel.benchmarks.channels.Transport;
import io.pushchannel.benchmarks.result.Row;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Measures the cost of a message with both header sets: a grid computed from exact unit costs, and
 * some of its cells measured. The counts do not depend on time, so these cells run concurrently.
 */
public final class CostScenario {

  /** The measured rates and their intervals. */
  private static final List<Cells> LIVE =
      List.of(
          new Cells(5, List.of(50, 500)),
          new Cells(20, List.of(100, 1000)),
          new Cells(100, List.of(50, 500)));

  private final int size;
  private final double roundTrip;
  private final UnitCosts units;

  private record Cells(double rate, List<Integer> intervals) {}

  /**
   * Creates a scenario.
   *
   * @param size the size of a message's text in bytes
   * @param roundTrip R in seconds
   */
  public CostScenario(int size, double roundTrip, UnitCosts units) {
    this.size = size;
    this.roundTrip = roundTrip;
    this.units = units;
  }

  /** Returns the computed cells without measuring anything. */
  public List<Row> computed() {
    List<Row> rows = new ArrayList<>();
    for (Heads heads : Heads.values()) {
      for (Transport transport : Transport.values()) {
        rows.addAll(CostGrid.rows(transport, heads, size, roundTrip, units.of(transport, heads)));
      }
    }
    return rows;
  }

  /**
   * Measures the selected cells for {@code time}, plus a few seconds for startup.
   *
   * @throws IOException if a channel cannot connect or misses a message
   */
  public List<Row> measured(Duration time, long seed) throws IOException, InterruptedException {
    ExecutorService threads = Executors.newFixedThreadPool(LIVE.size() * Heads.values().length);
    try {
      List<Future<List<Row>>> running = new ArrayList<>();
      for (Heads heads : Heads.values()) {
        LIVE.forEach(cells -> running.add(threads.submit(() -> run(cells, heads, time, seed))));
      }
      List<Row> rows = new ArrayList<>();
      for (Future<List<Row>> each : running) {
        rows.addAll(each.get());
      }
      return rows;
    } catch (ExecutionException e) {
      throw new IOException("a cell of the cost grid failed: " + e.getCause(), e);
    } finally {
      threads.shutdownNow();
    }
  }

  private List<Row> run(Cells cells, Heads heads, Duration time, long seed) throws Exception {
    try (LiveCells live = new LiveCells()) {
      live.connect(heads, cells.intervals().stream().map(Duration::ofMillis).toList());
      return live.run(cells.rate(), time, size, seed, roundTrip, units);
    }
  }
}
