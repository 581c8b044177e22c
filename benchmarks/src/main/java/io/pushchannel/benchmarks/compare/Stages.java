package io.pushchannel.benchmarks.compare;

import io.pushchannel.benchmarks.compare.Settings.Scope;
import io.pushchannel.benchmarks.load.Technique;
import io.pushchannel.benchmarks.rig.FanOut;
import io.pushchannel.benchmarks.rig.Polls;
import io.pushchannel.benchmarks.rig.Scenario;
import io.pushchannel.benchmarks.rig.Subject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Which stages a run has, in which order. */
final class Stages {

  private static final Duration LIVE_CELLS = Duration.ofSeconds(6);

  /** Two processes start, get warm and end around each scenario of the rig. */
  private static final Duration AROUND = Duration.ofSeconds(4);

  /** How many bursts the rig lets be under way at a time. */
  private static final int UNDER_WAY = 4;

  private static final int POLLING_CLIENTS = 64;
  private static final int ROUNDS = 3;
  private static final int JMH_ROUNDS = 2;

  private Stages() {}

  static List<Stage> of(Settings settings) {
    Plan plan = settings.plan();
    List<Stage> stages = new ArrayList<>();
    stages.add(new SideBySide(plan));
    stages.add(new CostStage(plan, LIVE_CELLS));
    if (settings.scope() == Scope.QUICK) {
      Duration length = Duration.ofSeconds(2);
      stages.add(rig("fan-out", fanOut(plan, List.of(500), List.of(64), length), 1, plan, length));
    } else {
      Duration length = Duration.ofSeconds(3);
      List<Scenario> fanOut = fanOut(plan, List.of(100, 500, 1000), List.of(1, 64), length);
      fanOut.addAll(polls(length));
      stages.add(rig("fan-out", fanOut, ROUNDS, plan, length));
      stages.add(new JmhStage(JmhCase.standard(), JMH_ROUNDS, plan.seed()));
    }
    if (settings.peers()) {
      stages.add(new PeersStage(plan, settings.scope() == Scope.QUICK ? 1 : ROUNDS));
    }
    return stages.stream()
        .filter(stage -> settings.only().isEmpty() || settings.only().contains(stage.name()))
        .toList();
  }

  private static Stage rig(
      String name, List<Scenario> scenarios, int rounds, Plan plan, Duration length) {
    return new RigStage(name, scenarios, rounds, plan.seed(), length.plus(AROUND));
  }

  /**
   * Ours and the raw sockets beneath them. With several bursts under way, our server writes what
   * has come meanwhile in one go, so the floor must be known for larger writes as well.
   */
  private static List<Scenario> fanOut(
      Plan plan, List<Integer> subscribers, List<Integer> bursts, Duration length) {
    List<Scenario> scenarios = new ArrayList<>();
    for (int count : subscribers) {
      for (int burst : bursts) {
        Stream.concat(ours(), floors(burst))
            .map(subject -> new FanOut(subject, count, burst, plan.size(), length))
            .forEach(scenarios::add);
      }
    }
    return scenarios;
  }

  private static Stream<Subject> ours() {
    return Stream.of(
            Technique.SHORT_POLLING, Technique.LONG_POLLING, Technique.SSE, Technique.WEBSOCKET)
        .map(Subject::ours);
  }

  private static Stream<Subject> floors(int burst) {
    return Stream.of(
        Subject.rawSockets(Technique.SSE, burst),
        Subject.rawSockets(Technique.SSE, UNDER_WAY * burst),
        Subject.rawSockets(Technique.WEBSOCKET, UNDER_WAY * burst));
  }

  private static List<Scenario> polls(Duration length) {
    return List.of(
        new Polls(Subject.ours(Technique.SHORT_POLLING), POLLING_CLIENTS, length),
        new Polls(Subject.cannedAnswer(), POLLING_CLIENTS, length));
  }
}
