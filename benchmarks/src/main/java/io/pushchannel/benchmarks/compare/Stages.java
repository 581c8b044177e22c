package io.pushchannel.benchmarks.compare;

import io.pushchannel.benchmarks.compare.Settings.Scope;
import io.pushchannel.benchmarks.load.Technique;
import io.pushchannel.benchmarks.rig.FanOut;
import io.pushchannel.benchmarks.rig.Plan;
import io.pushchannel.benchmarks.rig.Scenario;
import io.pushchannel.benchmarks.rig.Subject;
import io.pushchannel.benchmarks.rig.Turns;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Selects the stages of a run and their order. */
final class Stages {

  private static final Duration LIVE_CELLS = Duration.ofSeconds(6);

  private static final Duration FAN_OUT = Duration.ofSeconds(2);

  private static final int SUBSCRIBERS = 500;
  private static final int BURST = 64;

  /**
   * Bursts in flight. PushChannel's server combines them into larger writes, so the baseline is
   * measured for larger writes as well.
   */
  private static final int UNDER_WAY = 4;

  private Stages() {}

  static List<Stage> of(Settings settings, List<Subject> peers) {
    List<Stage> stages = new ArrayList<>();
    stages.add(new SideBySide(settings.plan()));
    stages.add(new CostStage(settings.plan(), LIVE_CELLS));
    stages.removeIf(stage -> !isAskedFor(stage.name(), settings.only()));
    if (settings.scope() == Scope.QUICK) {
      addRig(stages, settings, quick(settings, peers), 1);
    } else {
      Plan plan = standard(settings);
      addRig(stages, settings, plan.scenarios(peers), plan.rounds());
      if (isAskedFor("jmh", settings.only())) {
        stages.add(new JmhStage(JmhCase.standard(), 1, settings.plan().seed()));
      }
    }
    return stages;
  }

  private static void addRig(
      List<Stage> stages, Settings settings, List<Scenario> scenarios, int rounds) {
    List<Scenario> chosen =
        scenarios.stream().filter(scenario -> isAskedFor(name(scenario), settings.only())).toList();
    if (!chosen.isEmpty()) {
      stages.add(new RigStage(chosen, rounds, settings.plan().seed()));
    }
  }

  private static boolean isAskedFor(String name, Set<String> only) {
    return only.isEmpty() || only.contains(name);
  }

  /** Returns the scenario, which is the first word of the label. */
  private static String name(Scenario scenario) {
    String first = scenario.label().split(" ", 2)[0];
    return first.equals("polls") ? "fan-out" : first;
  }

  /** Returns fan-out and its baseline of raw sockets. */
  private static List<Scenario> quick(Settings settings, List<Subject> peers) {
    List<Scenario> all = new ArrayList<>();
    all.add(fanOut(Subject.ours(Technique.SHORT_POLLING), settings));
    all.add(fanOut(Subject.ours(Technique.LONG_POLLING), settings));
    all.add(floor(Technique.SSE, BURST, settings));
    for (Technique technique : List.of(Technique.SSE, Technique.WEBSOCKET)) {
      FanOut floor = floor(technique, UNDER_WAY * BURST, settings);
      all.add(new Turns(fanOut(Subject.ours(technique), settings), floor));
    }
    for (Subject peer : peers) {
      all.add(fanOut(peer, settings));
    }
    return all;
  }

  private static FanOut fanOut(Subject subject, Settings settings) {
    return new FanOut(subject, SUBSCRIBERS, BURST, settings.plan().size(), FAN_OUT);
  }

  private static FanOut floor(Technique technique, int perWrite, Settings settings) {
    return FanOut.floor(technique, perWrite, SUBSCRIBERS, settings.plan().size(), FAN_OUT);
  }

  /** Returns a reduced plan of the rig that takes less than 30 minutes. */
  private static Plan standard(Settings settings) {
    return new Plan(
        "standard",
        2,
        settings.plan().seed(),
        Duration.ofSeconds(2),
        List.of(SUBSCRIBERS),
        List.of(1, BURST),
        List.of(1, 4, 16, BURST, UNDER_WAY * BURST),
        List.of(settings.plan().size()),
        List.of(10, 50, 250),
        List.of(1, 100),
        List.of(1000),
        List.of(500, 4000),
        2000);
  }
}
