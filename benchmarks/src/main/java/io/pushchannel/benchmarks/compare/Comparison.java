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
 * A run from beginning to end: one stage after another, and the report written after each. A stage
 * that fails is noted, and the others still run.
 */
public final class Comparison {

  /** What can be asked for by name, in the order in which it runs. */
  public static final List<String> SCENARIOS =
      List.of("latency", "cost", "floor", "fan-out", "idle", "storm", "resume", "slow", "jmh");

  /** Where the other servers are; the launcher script says so. */
  private static final String PEERS = "pushchannel.peers";

  private final Settings settings;
  private final Findings findings;
  private boolean failed;

  /** Ready to run. */
  public Comparison(Settings settings) {
    this.settings = settings;
    this.findings = new Findings(settings.folder(), settings.describe());
  }

  /**
   * Measures.
   *
   * @throws IOException if the results cannot be written, or nothing can be measured at all
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

  /** Other servers; of those that can't run, a row says why. */
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
   * Keeps what there is of a run that is being given up, from any thread.
   *
   * @throws IOException if it cannot be written
   */
  public void stop() throws IOException {
    findings.note("The run was stopped before its end.");
    findings.save();
  }

  /** What was found so far. */
  public Run found() {
    return findings.run();
  }

  /** Where it is kept. */
  public Path folder() {
    return findings.folder();
  }

  /** Whether all ran, and each message of ours arrived once and in order. */
  public boolean isClean() {
    return !failed
        && found().rows().stream()
            .filter(row -> row.kind() != Kind.PEER)
            .allMatch(row -> row.ledger() == null || row.ledger().isClean());
  }

  /**
   * The flags that say of any row that its figures are not what was asked for. A floor is exempt:
   * its client is often the limit, which makes a share of it too large, and is told.
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
