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
 * Runs scenarios in rounds: each round runs all of them once, in another order, so that what a
 * noisy neighbour does for a minute is not done to one subject alone. Shares of a floor are taken
 * within a round.
 */
public final class Rig {

  private final List<Scenario> scenarios;
  private final int rounds;
  private final long seed;

  /** So many rounds of these, in an order drawn by {@code seed}. */
  public Rig(List<Scenario> scenarios, int rounds, long seed) {
    this.scenarios = List.copyOf(scenarios);
    this.rounds = rounds;
    this.seed = seed;
  }

  /**
   * Runs all, on the caller's thread. What fails is noted and the rest goes on. When the thread is
   * interrupted, what was measured so far is the run, with a note; the thread stays interrupted.
   *
   * @param plan what was asked for, in words and numbers
   * @param folder gets the histograms; {@code run.json} is the caller's to write
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
      notes.add("interrupted: the last round is not complete");
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
