package io.pushchannel.benchmarks.rig;

import io.pushchannel.benchmarks.load.PushTechnique;
import io.pushchannel.benchmarks.rig.Settings.Scope;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** The scenarios of a run in the order of execution. */
final class Plan {

  /**
   * Maximum messages per second; on few cores, a faster publisher would disturb the measurement.
   */
  private static final double MAX_RATE = 200;

  private static final int BURST = 64;

  /** Messages per write of the raw sockets. */
  private static final List<Integer> WRITES = List.of(1, 4, 16, 64);

  /**
   * PushChannel's server combines the bursts in flight into larger writes. It is compared with a
   * baseline that does the same.
   */
  private static final int LARGEST_WRITE = 4 * BURST;

  private static final List<Integer> INTERVALS_MILLIS = List.of(10, 50, 250);

  private final Settings settings;
  private final boolean isFull;
  private final int size;
  private final Duration length;
  private final List<SystemUnderTest> subjects = new ArrayList<>();

  /** A scenario and its round. */
  record Step(int round, Scenario scenario) {}

  Plan(Settings settings, List<SystemUnderTest> peers) {
    this.settings = settings;
    this.isFull = settings.scope() == Scope.FULL;
    this.size = settings.load().size();
    this.length = Duration.ofSeconds(isFull ? 5 : 2);
    PushTechnique.ours().forEach(technique -> subjects.add(SystemUnderTest.ours(technique)));
    subjects.addAll(peers);
  }

  private int rounds() {
    return isFull ? 3 : settings.scope() == Scope.STANDARD ? 2 : 1;
  }

  /**
   * Returns the selected scenarios. Each round runs its scenarios in a different order, so that a
   * short disturbance of the machine does not affect one subject alone.
   */
  List<Step> steps() {
    List<Step> steps = new ArrayList<>();
    steps.add(new Step(1, new SideBySide(settings.load())));
    steps.add(new Step(1, new CostScenario(size)));
    boolean isQuick = settings.scope() == Scope.QUICK;
    for (int round = 1; round <= rounds(); round++) {
      List<Scenario> order = isQuick ? quick() : all();
      Collections.shuffle(order, new Random(settings.load().seed() + round));
      for (Scenario scenario : order) {
        steps.add(new Step(round, scenario));
      }
    }
    if (!isQuick) {
      JmhScenario.all().forEach(scenario -> steps.add(new Step(1, scenario)));
    }
    steps.removeIf(step -> !isSelected(step.scenario()));
    return steps;
  }

  private boolean isSelected(Scenario scenario) {
    return settings.only().isEmpty() || settings.only().contains(scenario.scenario());
  }

  /** Returns fan-out and its baseline of raw sockets. */
  private List<Scenario> quick() {
    List<Scenario> quick = new ArrayList<>();
    quick.add(baseline(PushTechnique.SSE, BURST, 500, size));
    for (SystemUnderTest subject : subjects) {
      quick.add(fanOut(subject, BURST, 500, size));
    }
    return quick;
  }

  private List<Scenario> all() {
    Duration twoSeconds = Duration.ofSeconds(2);
    List<Scenario> all =
        new ArrayList<>(List.of(new BusBaseline(twoSeconds), new PingPongBaseline(twoSeconds)));
    SystemUnderTest polling = SystemUnderTest.ours(PushTechnique.SHORT_POLLING);
    all.add(
        new PairedComparison(
            new EmptyPolls(polling, BURST, length),
            new EmptyPolls(SystemUnderTest.cannedResponse(), BURST, length)));
    for (int subscribers : isFull ? List.of(10, 100, 500, 1000) : List.of(500)) {
      for (int bytes : isFull ? List.of(size, 1024) : List.of(size)) {
        addFanOut(subscribers, bytes, all);
      }
    }
    for (SystemUnderTest subject : subjects) {
      addLatency(subject, all);
      if (!subject.technique().polls() || subject.technique() == PushTechnique.LONG_POLLING) {
        // a held poll is idle as well
        List<Integer> counts = isFull ? List.of(0, 1000, 5000, 9000) : List.of(500, 4000);
        all.add(new IdleMemory(subject, counts));
      }
      if (hasBaseline(subject)) {
        all.add(new SlowConsumers(subject, 500, 200, 1024, length.multipliedBy(2)));
      }
      if (subject.technique().isOurs()) {
        all.add(new Storm(subject, isFull ? 5000 : 2000, 50, 100));
        all.add(new Resume(subject, 100, 1000, 100));
        all.add(new Resume(subject, 1, 10_000, 100));
      }
    }
    return all;
  }

  private void addFanOut(int subscribers, int bytes, List<Scenario> all) {
    for (SystemUnderTest subject : subjects) {
      all.add(fanOut(subject, 1, subscribers, bytes));
      all.add(fanOut(subject, BURST, subscribers, bytes));
      if (hasBaseline(subject)) {
        WRITES.forEach(
            perWrite -> all.add(baseline(subject.technique(), perWrite, subscribers, bytes)));
      }
    }
  }

  /** Returns fan-out, alternating with its baseline if it has one and bursts are large. */
  private Scenario fanOut(SystemUnderTest subject, int burst, int subscribers, int bytes) {
    FanOut fanOut = new FanOut(subject, subscribers, burst, bytes, length);
    return hasBaseline(subject) && burst == BURST
        ? new PairedComparison(
            fanOut, baseline(subject.technique(), LARGEST_WRITE, subscribers, bytes))
        : fanOut;
  }

  private static boolean hasBaseline(SystemUnderTest subject) {
    return subject.technique().isOurs() && !subject.technique().polls();
  }

  private FanOut baseline(PushTechnique technique, int perWrite, int subscribers, int bytes) {
    return FanOut.baseline(technique, perWrite, subscribers, bytes, length);
  }

  private void addLatency(SystemUnderTest subject, List<Scenario> all) {
    List<Integer> counts = isFull ? List.of(1, 100, 1000) : List.of(1, 100);
    boolean hasInterval = subject.technique() == PushTechnique.SHORT_POLLING;
    // the latency of a peer with few subscribers is of little interest
    for (int subscribers :
        subject.technique().isOurs() ? counts : counts.subList(counts.size() - 1, counts.size())) {
      for (double rate : rates(subscribers)) {
        for (int interval : hasInterval ? INTERVALS_MILLIS : List.of(0)) {
          // twice as long, because there are few messages
          Duration twice = length.multipliedBy(2);
          all.add(new LatencyAtRate(subject, subscribers, rate, 100, interval, twice));
        }
      }
    }
  }

  /** Returns messages per second. */
  private List<Double> rates(int subscribers) {
    return Stream.of(1000, 50_000)
        .limit(isFull ? 2 : 1)
        .map(deliveries -> Math.min(MAX_RATE, (double) deliveries / subscribers))
        .distinct()
        .toList();
  }
}
