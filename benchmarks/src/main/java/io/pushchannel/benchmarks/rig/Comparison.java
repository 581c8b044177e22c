package io.pushchannel.benchmarks.rig;

import io.pushchannel.benchmarks.result.PublisherDelay;
import io.pushchannel.benchmarks.result.Run;
import io.pushchannel.benchmarks.result.SubjectKind;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * A complete run: executes one scenario after another and writes the report after each. A failed
 * scenario becomes a note, and the others still run.
 */
public final class Comparison {

  /** The names of the scenarios, in the order of execution. */
  public static final List<String> SCENARIOS =
      List.of(
          "latency",
          "cost",
          "baseline",
          "fan-out",
          "empty-polls",
          "idle",
          "storm",
          "resume",
          "slow",
          "jmh");

  /** The system property with the path of the peers' jar; the launcher script sets it. */
  private static final String PEERS = "pushchannel.peers";

  private final Settings settings;
  private final RunRecorder recorder;
  private boolean failed;

  /** Creates a run. */
  public Comparison(Settings settings) {
    this.settings = settings;
    this.recorder = new RunRecorder(settings.folder(), settings.describe());
  }

  /**
   * Executes all scenarios on the caller's thread.
   *
   * @throws IOException if the results cannot be written
   * @throws InterruptedException if the thread is interrupted; completed scenarios are saved
   */
  public void run(Progress progress) throws IOException, InterruptedException {
    List<Plan.Step> steps = new Plan(settings, peers()).steps();
    if (steps.isEmpty()) {
      throw new IOException("--only selects no scenario of this scope; add --standard or --full");
    }
    run(steps, progress);
  }

  void run(List<Plan.Step> steps, Progress progress) throws IOException, InterruptedException {
    Duration left =
        steps.stream()
            .map(step -> step.scenario().estimate())
            .reduce(Duration.ZERO, Duration::plus);
    for (Plan.Step step : steps) {
      progress.begin(step.scenario().label() + ", round " + step.round(), left);
      left = left.minus(step.scenario().estimate());
      run(step);
      recorder.save();
      if (Thread.interrupted()) {
        throw new InterruptedException("interrupted in " + step.scenario().label());
      }
    }
  }

  private void run(Plan.Step step) throws InterruptedException {
    long seed = settings.load().seed() + step.round();
    try {
      recorder.addAll(step.scenario().run(new RunContext(step.round(), seed, settings.folder())));
    } catch (IOException e) {
      failed = true;
      recorder.note(
          step.scenario().label() + ", round " + step.round() + " failed: " + e.getMessage());
    }
  }

  /** Returns the available peers. Adds a row with the reason for each peer that cannot run. */
  private List<SystemUnderTest> peers() {
    if (!settings.peers()) {
      return List.of();
    }
    Path jar = Path.of(System.getProperty(PEERS, "benchmarks/peers/target/peers.jar"));
    try {
      PeerJar peers = PeerJar.open(jar);
      recorder.addAll(peers.missing("fan-out"));
      return peers.subjects();
    } catch (IOException e) {
      failed = true;
      recorder.note("peers were not measured: " + e.getMessage());
      return List.of();
    }
  }

  /**
   * Saves the results of a run that is being aborted. May be called from any thread.
   *
   * @throws IOException if they cannot be written
   */
  public void stop() throws IOException {
    recorder.note("The run was stopped before its end.");
    recorder.save();
  }

  /** Returns the results so far. */
  public Run found() {
    return recorder.run();
  }

  /** Returns the folder of the results. */
  public Path folder() {
    return settings.folder();
  }

  /**
   * Returns true if all scenarios succeeded and each message of PushChannel arrived once and in
   * order.
   */
  public boolean isClean() {
    return !failed
        && found().rows().stream()
            .filter(row -> row.kind() != SubjectKind.PEER)
            .allMatch(row -> row.ledger() == null || row.ledger().isClean());
  }

  /**
   * Returns the flags of PushChannel's rows that mean a missed rate or a client at its limit.
   * Baselines are exempt: their client is often the bottleneck, which makes ratios too large; the
   * report says so.
   */
  public List<String> doubts() {
    return found().rows().stream()
        .filter(row -> row.kind() == SubjectKind.TRANSPORT)
        .flatMap(row -> row.flags().stream())
        .filter(Comparison::isDoubtful)
        .distinct()
        .toList();
  }

  private static boolean isDoubtful(String flag) {
    return flag.startsWith(PublisherDelay.FLAG)
        || flag.equals("too few messages")
        || flag.equals("client-bound");
  }
}
