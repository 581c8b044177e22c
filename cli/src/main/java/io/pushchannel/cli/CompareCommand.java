package io.pushchannel.cli;

import io.pushchannel.benchmarks.report.Report;
import io.pushchannel.benchmarks.report.TextReport;
import io.pushchannel.benchmarks.rig.Comparison;
import io.pushchannel.benchmarks.rig.LatencyLoad;
import io.pushchannel.benchmarks.rig.Settings;
import io.pushchannel.benchmarks.rig.Settings.Scope;
import io.pushchannel.cli.option.CountConverter;
import io.pushchannel.cli.option.RateConverter;
import io.pushchannel.wire.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code compare}: measures the four techniques side by side, and reports. */
@Command(
    name = "compare",
    description = {
      "Measures the four techniques against each other, theory and raw sockets.",
      "Prints tables, and leaves a report for a browser, percentiles and all figures in a folder.",
      "Ends with 1 if anything was lost, duplicated or reordered, or could not run; with 3 if a",
      "row of ours had a late publisher or a client at its limit; with 0 if all figures hold."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  pushchannel compare",
      "  pushchannel compare --rate 1 --interval 2s",
      "  pushchannel compare --standard --peers --out results/today",
      "  pushchannel compare --only latency --seconds 10 --json > figures.json",
      "  pushchannel compare --standard --only fan-out,empty-polls"
    })
@SuppressWarnings("NullAway.Init")
final class CompareCommand implements Callable<Integer> {

  /**
   * Exit status: nothing was lost, but some figures do not meet the conditions of the measurement.
   */
  private static final int DOUBTFUL = 3;

  private static final int INTERRUPTED = 130;

  @Option(names = "--quick", description = "Main scenarios once, about 2 minutes (the default).")
  private boolean quick;

  @Option(names = "--standard", description = "All scenarios, in two rounds, about 25 minutes.")
  private boolean standard;

  @Option(
      names = "--full",
      description = "All scenarios over the whole ranges, in three rounds, about 90 minutes.")
  private boolean full;

  @Option(names = "--peers", description = "Measures other servers beside ours, too.")
  private boolean peers;

  @Option(
      names = "--only",
      paramLabel = "NAME",
      split = ",",
      description = "Runs these scenarios only: ${COMPLETION-CANDIDATES}.",
      completionCandidates = Scenarios.class)
  private Set<String> only = Set.of();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Where to keep the results (default: results/<time>).")
  private @Nullable Path out;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      defaultValue = "20",
      converter = CountConverter.class,
      description = "How long to measure latency (default: ${DEFAULT-VALUE}).")
  private int seconds;

  @Option(
      names = "--warm-up",
      paramLabel = "TIME",
      defaultValue = "5s",
      description = "How long to publish before that (default: ${DEFAULT-VALUE}).")
  private Duration warmUp;

  @Option(
      names = "--rate",
      paramLabel = "R",
      defaultValue = "20",
      converter = RateConverter.class,
      description = "How many messages a second, on average (default: ${DEFAULT-VALUE}).")
  private double rate;

  @Option(
      names = "--interval",
      paramLabel = "TIME",
      defaultValue = "500ms",
      description = "How often short polling polls (default: ${DEFAULT-VALUE}).")
  private Duration interval;

  @Option(
      names = "--size",
      paramLabel = "BYTES",
      defaultValue = "100",
      converter = CountConverter.class,
      description = "How many bytes a message has (default: ${DEFAULT-VALUE}).")
  private int size;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description =
          "The seed of the schedule by which messages are sent (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(names = "--json", description = "Prints the figures as JSON instead of the tables.")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    Comparison comparison = new Comparison(settings());
    measure(comparison);
    print(comparison);
    return status(comparison);
  }

  private Settings settings() {
    for (String name : only) {
      if (!Comparison.SCENARIOS.contains(name)) {
        throw wrongUse("--only must be one of " + Comparison.SCENARIOS + ", was " + name, null);
      }
    }
    try {
      LatencyLoad load =
          new LatencyLoad(warmUp, Duration.ofSeconds(seconds), rate, interval, size, seed);
      return new Settings(scope(), peers, load, only, ResultsFolder.of(out));
    } catch (IllegalArgumentException e) {
      throw wrongUse(String.valueOf(e.getMessage()), e);
    }
  }

  private Scope scope() {
    if (quick && standard) {
      throw wrongUse("--quick and --standard exclude each other", null);
    }
    if (full && (quick || standard)) {
      throw wrongUse("--full excludes --quick and --standard", null);
    }
    return full ? Scope.FULL : standard ? Scope.STANDARD : Scope.QUICK;
  }

  private ParameterException wrongUse(String message, @Nullable Exception cause) {
    return new ParameterException(spec.commandLine(), message, cause);
  }

  private void measure(Comparison comparison) throws InterruptedException {
    PrintWriter err = spec.commandLine().getErr();
    Termination termination = Termination.ending(() -> stop(comparison));
    try (termination;
        ProgressBar progress = new ProgressBar(err, Terminal.isStandardError())) {
      comparison.run(progress);
    } catch (IOException e) {
      throw new CommandFailedException("the comparison failed: " + e.getMessage(), e);
    }
  }

  /** On Ctrl-C: what was measured is worth reading. */
  private int stop(Comparison comparison) {
    PrintWriter err = spec.commandLine().getErr();
    try {
      comparison.stop();
      err.printf("%npushchannel: stopped; what was measured is in %s%n", page(comparison));
    } catch (IOException e) {
      err.println("pushchannel: stopped, and nothing could be kept: " + e.getMessage());
    }
    return INTERRUPTED;
  }

  private void print(Comparison comparison) {
    PrintWriter to = spec.commandLine().getOut();
    if (json) {
      to.println(
          Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(comparison.found()));
    } else {
      to.print(TextReport.of(comparison.found()));
      to.println("The report: " + page(comparison));
    }
    to.flush();
  }

  private static Path page(Comparison comparison) {
    return comparison.folder().resolve(Report.PAGE);
  }

  private static int status(Comparison comparison) {
    if (!comparison.isClean()) {
      return ExitCode.SOFTWARE;
    }
    return comparison.doubts().isEmpty() ? ExitCode.OK : DOUBTFUL;
  }

  /** For the help. */
  private static final class Scenarios implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Comparison.SCENARIOS.iterator();
    }
  }
}
