package io.pushchannel.benchmarks.compare;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatFactory;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * The JMH benchmarks: rounds of single forks in shuffled order. JMH's own results are written to
 * {@value #FILE}, which JMH viewers can open, and its output to {@value #LOG}.
 */
final class JmhStage implements Stage {

  private static final String FILE = "jmh.json";
  private static final String LOG = "jmh.log";

  private final List<JmhCase> cases;
  private final int rounds;
  private final long seed;

  JmhStage(List<JmhCase> cases, int rounds, long seed) {
    this.cases = List.copyOf(cases);
    this.rounds = rounds;
    this.seed = seed;
  }

  @Override
  public String name() {
    return "jmh";
  }

  @Override
  public Duration estimate() {
    return cases.stream()
        .map(JmhCase::estimate)
        .reduce(Duration.ZERO, Duration::plus)
        .multipliedBy(rounds);
  }

  @Override
  public void run(Basics basics, Findings findings, Progress progress)
      throws IOException, InterruptedException {
    List<RunResult> results = new ArrayList<>();
    Duration left = estimate();
    Files.createDirectories(findings.folder());
    for (int round = 1; round <= rounds; round++) {
      List<JmhCase> order = new ArrayList<>(cases);
      Collections.shuffle(order, new Random(seed + round));
      for (JmhCase each : order) {
        progress.begin("JMH: " + each.label() + ", round " + round, left);
        left = left.minus(each.estimate());
        Collection<RunResult> measured = fork(each, findings);
        findings.addAll(JmhRows.of(measured));
        results.addAll(measured);
        write(results, findings.folder());
        if (Thread.interrupted()) {
          throw new InterruptedException("interrupted in " + name());
        }
      }
    }
  }

  private static Collection<RunResult> fork(JmhCase each, Findings findings) throws IOException {
    Path log = findings.folder().resolve(LOG);
    OptionsBuilder options = each.options();
    options.forks(1).shouldFailOnError(true).output(log + ".part");
    try {
      return new Runner(options.build()).run();
    } catch (RunnerException e) {
      findings.note("JMH: " + each.label() + " failed: " + e.getMessage() + "; see " + LOG);
      return List.of();
    } finally {
      append(Path.of(log + ".part"), log);
    }
  }

  private static void append(Path part, Path log) throws IOException {
    if (Files.exists(part)) {
      try (var out = new FileOutputStream(log.toFile(), true)) {
        Files.copy(part, out);
      }
      Files.delete(part);
    }
  }

  private static void write(Collection<RunResult> results, Path folder) throws IOException {
    try (PrintStream out =
        new PrintStream(
            Files.newOutputStream(folder.resolve(FILE)), false, StandardCharsets.UTF_8)) {
      ResultFormatFactory.getInstance(ResultFormatType.JSON, out).writeOut(results);
    }
  }
}
