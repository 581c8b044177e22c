package io.pushchannel.benchmarks.compare;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** Which stages a run has, in which order. */
final class Stages {

  private static final Duration LIVE_CELLS = Duration.ofSeconds(8);

  private Stages() {}

  static List<Stage> of(Settings settings) {
    Plan plan = settings.plan();
    return Stream.<Stage>of(new SideBySide(plan), new CostStage(plan, LIVE_CELLS))
        .filter(stage -> settings.only().isEmpty() || settings.only().contains(stage.name()))
        .toList();
  }
}
