package io.pushchannel.benchmarks.rig;

import io.pushchannel.benchmarks.load.Technique;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How much to measure.
 *
 * @param name quick or standard
 * @param length of one measurement
 * @param fanOutSubscribers how many hear the bursts
 * @param bursts how many messages each
 * @param writes how many messages the raw sockets put into one write
 * @param payloads in bytes
 * @param intervals of short polling, in milliseconds
 * @param latencySubscribers how many hear messages at a rate
 * @param deliveriesPerSecond the rates, as deliveries to all of them
 * @param idle numbers of connections, rising
 * @param many connections of the storm
 */
public record Plan(
    String name,
    int rounds,
    long seed,
    Duration length,
    List<Integer> fanOutSubscribers,
    List<Integer> bursts,
    List<Integer> writes,
    List<Integer> payloads,
    List<Integer> intervals,
    List<Integer> latencySubscribers,
    List<Integer> deliveriesPerSecond,
    List<Integer> idle,
    int many) {

  /** With more a second, on few cores, the publisher gets in the way of what it measures. */
  private static final double MAX_RATE = 200;

  /** A few minutes: one round, the middle of each range. */
  public static final Plan QUICK =
      new Plan(
          "quick",
          1,
          1,
          Duration.ofSeconds(3),
          List.of(500),
          List.of(64),
          List.of(1, 4, 16, 64, 256),
          List.of(100),
          List.of(50),
          List.of(100),
          List.of(10_000),
          List.of(500, 2000),
          500);

  /** About an hour and a half: three rounds over the ranges. */
  public static final Plan STANDARD =
      new Plan(
          "standard",
          3,
          1,
          Duration.ofSeconds(5),
          List.of(10, 100, 500, 1000),
          List.of(1, 64),
          List.of(1, 4, 16, 64, 256),
          List.of(100, 1024),
          List.of(10, 50, 250),
          List.of(1, 100, 1000),
          List.of(1000, 50_000),
          List.of(0, 1000, 5000, 9000),
          5000);

  /** What is told of it in {@code run.json}. */
  public Map<String, Object> describe() {
    Map<String, Object> told = new LinkedHashMap<>();
    told.put("name", name);
    told.put("rounds", rounds);
    told.put("seed", seed);
    told.put("seconds", length.toMillis() / 1e3);
    return told;
  }

  /** Everything there is to run in one round, of ours and of {@code peers}. */
  public List<Scenario> scenarios(List<Subject> peers) {
    List<Subject> subjects = new ArrayList<>();
    for (Technique technique : Technique.values()) {
      if (technique.isOurs()) {
        subjects.add(Subject.ours(technique));
      }
    }
    subjects.addAll(peers);
    List<Scenario> all = new ArrayList<>(List.of(Floor.values()));
    fanOut(subjects, all);
    latency(subjects, all);
    for (Subject subject : subjects) {
      if (!subject.technique().polls() || subject.technique() == Technique.LONG_POLLING) {
        all.add(new IdleMemory(subject, idle)); // a held poll is idle, too
      }
      if (subject.technique().isOurs()) {
        if (!subject.technique().polls()) {
          all.add(new SlowConsumers(subject, 500, 200, 1024, length.multipliedBy(2)));
        }
        all.add(new Storm(subject, many, 50, 100));
        all.add(new Resume(subject, 100, 1000, 100));
        all.add(new Resume(subject, 1, 10_000, 100));
      }
    }
    return all;
  }

  private void fanOut(List<Subject> subjects, List<Scenario> all) {
    Polls ours = new Polls(Subject.ours(Technique.SHORT_POLLING), 64, length);
    all.add(new Turns(ours, new Polls(Subject.cannedAnswer(), 64, length)));
    for (int subscribers : fanOutSubscribers) {
      for (int bytes : payloads) {
        for (Subject subject : subjects) {
          fanOut(subject, subscribers, bytes, all);
        }
      }
    }
  }

  private void fanOut(Subject subject, int subscribers, int bytes, List<Scenario> all) {
    boolean hasFloor = subject.technique().isOurs() && !subject.technique().polls();
    List<FanOut> floors =
        writes.stream()
            .filter(any -> hasFloor)
            .map(
                perWrite -> FanOut.floor(subject.technique(), perWrite, subscribers, bytes, length))
            .toList();
    for (int burst : bursts) {
      FanOut fanOut = new FanOut(subject, subscribers, burst, bytes, length);
      // many bursts are under way, and written together: so the floor is the one that does the same
      boolean isLargest = hasFloor && burst == last(bursts);
      all.add(isLargest ? new Turns(fanOut, last(floors)) : fanOut);
    }
    all.addAll(hasFloor ? floors.subList(0, floors.size() - 1) : List.of());
  }

  private static <T> T last(List<T> rising) {
    return rising.get(rising.size() - 1);
  }

  /** Messages a second. */
  private List<Double> rates(int subscribers) {
    return deliveriesPerSecond.stream()
        .map(deliveries -> Math.min(MAX_RATE, (double) deliveries / subscribers))
        .distinct()
        .toList();
  }

  private void latency(List<Subject> subjects, List<Scenario> all) {
    for (Subject subject : subjects) {
      boolean hasInterval = subject.technique() == Technique.SHORT_POLLING;
      // how a peer is when hardly anybody listens tells little
      for (int subscribers :
          subject.technique().isOurs() ? latencySubscribers : List.of(last(latencySubscribers))) {
        for (double rate : rates(subscribers)) {
          for (int interval : hasInterval ? intervals : List.of(0)) {
            // twice as long, because messages are few
            all.add(
                new LatencyAtRate(
                    subject, subscribers, rate, 100, interval, length.multipliedBy(2)));
          }
        }
      }
    }
  }
}
