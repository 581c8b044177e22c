package io.pushchannel.benchmarks.rig;

import io.pushchannel.benchmarks.result.Environment;
import io.pushchannel.benchmarks.result.Row;
import io.pushchannel.benchmarks.result.Run;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Runs scenarios in rounds. Each round runs all scenarios once, in a different order, so that a
 * short disturbance of the machine does not affect one subject alone. Ratios to a baseline are
 * computed within a round.
 */
public final class Rig {

  private final List<Scenario> scenarios;
  private final int rounds;
  private final long seed;

  /**
   * Creates a rig.
   *
   * @param rounds number of rounds
   * @param seed determines the order of scenarios in each round
   */
  public Rig(List<Scenario> scenarios, int rounds, long seed) {
    this.scenarios = List.copyOf(scenarios);
    this.rounds = rounds;
    this.seed = seed;
  }

  /**
   * Runs all scenarios on the caller's thread. A failed scenario becomes a note, and the run
   * continues. If the thread is interrupted, the result contains the rows measured so far and a
   * note, and the thread's interrupt flag stays set.
   *
   * @param plan the description of the run for {@code run.json}
   * @param folder receives the histograms; the caller writes {@code run.json}
   */
  public Run run(Map<String, Object> plan, Path folder, Progress progress) {
    List<Row> rows = new ArrayList<>();
    List<String> notes = new ArrayList<>();
    Map<String, String> environment = Environment.describe();
    try {
      for (int round = 1; round <= rounds; round++) {
        round(round, folder, progress, rows, notes);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      notes.add("interrupted: the last round is incomplete");
    }
    return new Run(environment, plan, Floors.shares(rows), notes);
  }

  private void round(int round, Path folder, Progress progress, List<Row> rows, List<String> notes)
      throws InterruptedException {
    List<Scenario> order = new ArrayList<>(scenarios);
    Collections.shuffle(order, new Random(seed + round));
    for (Scenario scenario : order) {
      int done = (round - 1) * order.size() + order.indexOf(scenario);
      progress.next(done, rounds * order.size(), scenario.label());
      try {
        List<Row> measured = scenario.run(new Setting(round, seed + round, folder));
        progress.rows(measured);
        rows.addAll(measured);
      } catch (IOException e) {
        notes.add("not run: " + scenario.label() + ", round " + round + ": " + e.getMessage());
      }
    }
  }
}
