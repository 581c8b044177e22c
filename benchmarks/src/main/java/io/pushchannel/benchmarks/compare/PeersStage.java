package io.pushchannel.benchmarks.compare;

import io.pushchannel.benchmarks.load.Technique;
import io.pushchannel.benchmarks.rig.FanOut;
import io.pushchannel.benchmarks.rig.Scenario;
import io.pushchannel.benchmarks.rig.Subject;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Other servers and ours in the same rounds, under the same load, so that ratios can be taken. */
final class PeersStage implements Stage {

  private static final int SUBSCRIBERS = 500;
  private static final int[] BURSTS = {1, 64};
  private static final Duration LENGTH = Duration.ofSeconds(3);
  private static final Duration EACH = LENGTH.plusSeconds(4);

  /** How many servers there are is not known before they are asked. */
  private static final int EXPECTED = 8;

  private final Plan plan;
  private final int rounds;

  PeersStage(Plan plan, int rounds) {
    this.plan = plan;
    this.rounds = rounds;
  }

  @Override
  public String name() {
    return "peers";
  }

  @Override
  public Duration estimate() {
    return EACH.multipliedBy((long) EXPECTED * BURSTS.length * rounds);
  }

  @Override
  public void run(Basics basics, Findings findings, Progress progress)
      throws IOException, InterruptedException {
    List<Subject> subjects = new ArrayList<>(Peers.found(findings));
    if (subjects.isEmpty()) {
      return;
    }
    subjects.add(Subject.ours(Technique.SSE));
    subjects.add(Subject.ours(Technique.WEBSOCKET));
    List<Scenario> scenarios = new ArrayList<>();
    for (Subject subject : subjects) {
      for (int burst : BURSTS) {
        scenarios.add(new FanOut(subject, SUBSCRIBERS, burst, plan.size(), LENGTH));
      }
    }
    new RigStage(name(), scenarios, rounds, plan.seed(), EACH).run(basics, findings, progress);
  }
}
