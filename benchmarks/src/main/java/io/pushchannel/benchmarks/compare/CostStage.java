package io.pushchannel.benchmarks.compare;

import io.pushchannel.benchmarks.cost.CostScenario;
import java.io.IOException;
import java.time.Duration;

/** The grid of costs: computed from unit costs, with some cells measured. */
final class CostStage implements Stage {

  private static final Duration MARGIN = Duration.ofSeconds(2);

  private final Plan plan;
  private final Duration time;

  /**
   * Creates the stage.
   *
   * @param time duration of publishing to the measured cells
   */
  CostStage(Plan plan, Duration time) {
    this.plan = plan;
    this.time = time;
  }

  @Override
  public String name() {
    return "cost";
  }

  @Override
  public Duration estimate() {
    return time.plus(MARGIN);
  }

  @Override
  public void run(Basics basics, Findings findings, Progress progress)
      throws IOException, InterruptedException {
    progress.begin("cost: some cells of the grid", estimate());
    CostScenario cost = new CostScenario(plan.size(), basics.roundTrip(), basics.units());
    findings.addAll(cost.computed());
    findings.addAll(cost.measured(time, plan.seed()));
  }
}
