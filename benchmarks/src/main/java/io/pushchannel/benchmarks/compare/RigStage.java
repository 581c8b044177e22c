package io.pushchannel.benchmarks.compare;

import io.pushchannel.benchmarks.result.Row;
import io.pushchannel.benchmarks.result.Run;
import io.pushchannel.benchmarks.rig.Progress;
import io.pushchannel.benchmarks.rig.Rig;
import io.pushchannel.benchmarks.rig.Scenario;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Rounds of rig scenarios, with servers and clients in separate processes. */
final class RigStage implements Stage {

  private final List<Scenario> scenarios;
  private final int rounds;
  private final long seed;

  /** Creates the stage. */
  RigStage(List<Scenario> scenarios, int rounds, long seed) {
    this.scenarios = List.copyOf(scenarios);
    this.rounds = rounds;
    this.seed = seed;
  }

  @Override
  public String name() {
    return "rig";
  }

  @Override
  public Duration estimate() {
    return scenarios.stream()
        .map(Scenario::estimate)
        .reduce(Duration.ZERO, Duration::plus)
        .multipliedBy(rounds);
  }

  @Override
  public void run(
      Basics basics, Findings findings, io.pushchannel.benchmarks.compare.Progress progress)
      throws InterruptedException {
    Progress heard =
        new Progress() {
          @Override
          public void next(int done, int total, String label) {
            // scenarios run in shuffled order, so the rest is estimated by its share
            progress.begin(label, estimate().multipliedBy(total - done).dividedBy(total));
          }

          @Override
          public void rows(List<Row> rows) {
            findings.addAll(rows);
          }
        };
    Run run = new Rig(scenarios, rounds, seed).run(Map.of(), findings.folder(), heard);
    run.notes().forEach(findings::note);
    if (Thread.interrupted()) {
      throw new InterruptedException("interrupted in " + name());
    }
  }
}
