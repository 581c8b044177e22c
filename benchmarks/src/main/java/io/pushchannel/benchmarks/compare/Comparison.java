package io.pushchannel.benchmarks.compare;

import io.pushchannel.benchmarks.result.Kind;
import io.pushchannel.benchmarks.result.PublisherDelay;
import io.pushchannel.benchmarks.result.Run;
import io.pushchannel.benchmarks.rig.PeerJar;
import io.pushchannel.benchmarks.rig.Subject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * A complete run: executes one stage after another and writes the report after each. A failed stage
 * becomes a note, and the other stages still run.
 */
public final class Comparison {

  /** The scenarios that can be selected by name, in the order of execution. */
  public static final List<String> SCENARIOS =
      List.of("latency", "cost", "floor", "fan-out", "idle", "storm", "resume", "slow", "jmh");

  /** The system property with the path of the peers' jar; the launcher script sets it. */
  private static final String PEERS = "pushchannel.peers";

  private final Settings settings;
  private final Findings findings;
  private boolean failed;

  /** Creates a run. */
  public Comparison(Settings settings) {
    this.settings = settings;
    this.findings = new Findings(settings.folder(), settings.describe());
  }

  /**
   * Executes all stages on the caller's thread.
   *
   * @throws IOException if the results cannot be written, or the inputs of the theory cannot be
   *     measured
   * @throws InterruptedException if the thread is interrupted; completed stages are saved
   */
  public void run(Progress progress) throws IOException, InterruptedException {
    List<Stage> planned = Stages.of(settings, peers());
    Duration left = planned.stream().map(Stage::estimate).reduce(Duration.ZERO, Duration::plus);
    progress.begin("round trip and unit costs", left.plus(Basics.ESTIMATE));
    Basics basics = Basics.measure(settings.plan().size());
    findings.know("roundTripMillis", Math.round(basics.roundTrip() * 1e6) / 1e3);
    for (Stage stage : planned) {
      left = left.minus(stage.estimate());
      run(stage, basics, progress.before(left));
      findings.save();
    }
  }

  /** Returns the available peers. Adds a row with the reason for each peer that cannot run. */
  private List<Subject> peers() {
    if (!settings.peers()) {
      return List.of();
    }
    Path jar = Path.of(System.getProperty(PEERS, "benchmarks/peers/target/peers.jar"));
    try {
      PeerJar peers = PeerJar.open(jar);
      findings.addAll(peers.missing("fan-out"));
      return peers.subjects();
    } catch (IOException e) {
      failed = true;
      findings.note("peers were not measured: " + e.getMessage());
      return List.of();
    }
  }

  private void run(Stage stage, Basics basics, Progress progress) throws InterruptedException {
    try {
      stage.run(basics, findings, progress);
    } catch (IOException e) {
      failed = true;
      findings.note(stage.name() + " failed: " + e.getMessage());
    }
  }

  /**
   * Saves the results of a run that is being aborted. May be called from any thread.
   *
   * @throws IOException if they cannot be written
   */
  public void stop() throws IOException {
    findings.note("The run was stopped before its end.");
    findings.save();
  }

  /** Returns the results so far. */
  public Run found() {
    return findings.run();
  }

  /** Returns the folder of the results. */
  public Path folder() {
    return findings.folder();
  }

  /**
   * Returns true if all stages succeeded and each message of PushChannel arrived once and in order.
   */
  public boolean isClean() {
    return !failed
        && found().rows().stream()
            .filter(row -> row.kind() != Kind.PEER)
            .allMatch(row -> row.ledger() == null || row.ledger().isClean());
  }

  /**
   * Returns the flags of PushChannel's rows that mean a missed rate or a client at its limit.
   * Baselines are exempt: their client is often the bottleneck, which makes ratios too large; the
   * report says so.
   */
  public List<String> doubts() {
    return found().rows().stream()
        .filter(row -> row.kind() == Kind.TRANSPORT)
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
