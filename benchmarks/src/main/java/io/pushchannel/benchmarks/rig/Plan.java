package io.pushchannel.benchmarks.rig;

import io.pushchannel.benchmarks.load.Technique;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The extent of a run.
 *
 * @param name {@code quick} or {@code standard}
 * @param length duration of one measurement
 * @param fanOutSubscribers numbers of subscribers that receive bursts
 * @param bursts messages per burst
 * @param writes messages per write of the raw sockets
 * @param payloads sizes of the text in bytes
 * @param intervals intervals of short polling in milliseconds
 * @param latencySubscribers numbers of subscribers that receive messages at a rate
 * @param deliveriesPerSecond rates, as total deliveries to all subscribers
 * @param idle numbers of idle connections in ascending order
 * @param many number of connections in the storm
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

  /**
   * Maximum messages per second; on few cores, a faster publisher would disturb the measurement.
   */
  private static final double MAX_RATE = 200;

  /** A few minutes: one round with the middle of each range. */
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

  /** About 90 minutes: three rounds over the whole ranges. */
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

  /** Returns the description in {@code run.json}. */
  public Map<String, Object> describe() {
    Map<String, Object> told = new LinkedHashMap<>();
    told.put("name", name);
    told.put("rounds", rounds);
    told.put("seed", seed);
    told.put("seconds", length.toMillis() / 1e3);
    return told;
  }

  /** Returns all scenarios of one round for PushChannel and {@code peers}. */
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
        all.add(new IdleMemory(subject, idle)); // a held poll is idle as well
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
      // bursts in flight are written together, so the baseline is the one with the largest writes
      boolean isLargest = hasFloor && burst == last(bursts);
      all.add(isLargest ? new Turns(fanOut, last(floors)) : fanOut);
    }
    all.addAll(hasFloor ? floors.subList(0, floors.size() - 1) : List.of());
  }

  private static <T> T last(List<T> rising) {
    return rising.get(rising.size() - 1);
  }

  /** Returns messages per second. */
  private List<Double> rates(int subscribers) {
    return deliveriesPerSecond.stream()
        .map(deliveries -> Math.min(MAX_RATE, (double) deliveries / subscribers))
        .distinct()
        .toList();
  }

  private void latency(List<Subject> subjects, List<Scenario> all) {
    for (Subject subject : subjects) {
      boolean hasInterval = subject.technique() == Technique.SHORT_POLLING;
      // the latency of a peer with few subscribers is of little interest
      for (int subscribers :
          subject.technique().isOurs() ? latencySubscribers : List.of(last(latencySubscribers))) {
        for (double rate : rates(subscribers)) {
          for (int interval : hasInterval ? intervals : List.of(0)) {
            // twice as long, because there are few messages
            all.add(
                new LatencyAtRate(
                    subject, subscribers, rate, 100, interval, length.multipliedBy(2)));
          }
        }
      }
    }
  }
}
