package io.pushchannel.cli;

import io.pushchannel.cli.compare.Comparison;
import io.pushchannel.cli.compare.Experiment;
import io.pushchannel.cli.compare.Plan;
import io.pushchannel.cli.compare.Progress;
import io.pushchannel.cli.compare.TextReport;
import io.pushchannel.cli.option.CountConverter;
import io.pushchannel.cli.option.RateConverter;
import io.pushchannel.spi.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code compare}: measures the four techniques side by side. */
@Command(
    name = "compare",
    description = {
      "Measures the four techniques at the same time on one bus, in about a minute.",
      "One table tells latency, requests and bytes a message and what was lost, with theory beside it.",
      "Ends with 1 if anything was lost, duplicated or reordered."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  pushchannel compare",
      "  pushchannel compare --rate 1 --interval 2s",
      "  pushchannel compare --seconds 10 --json > figures.json"
    })
@SuppressWarnings("NullAway.Init")
final class CompareCommand implements Callable<Integer> {

  @Option(
      names = "--seconds",
      paramLabel = "N",
      defaultValue = "40",
      converter = CountConverter.class,
      description = "How long to measure (default: ${DEFAULT-VALUE}).")
  private int seconds;

  @Option(
      names = "--warm-up",
      paramLabel = "TIME",
      defaultValue = "8s",
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

  @Option(names = "--json", description = "Prints the figures as JSON instead of the table.")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    Comparison comparison = measure(plan());
    PrintWriter out = spec.commandLine().getOut();
    out.print(json ? toJson(comparison) : TextReport.of(comparison));
    out.flush();
    return comparison.isClean() ? ExitCode.OK : ExitCode.SOFTWARE;
  }

  private Plan plan() {
    try {
      return new Plan(warmUp, Duration.ofSeconds(seconds), rate, interval, size, seed);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  private Comparison measure(Plan plan) throws InterruptedException {
    PrintWriter err = spec.commandLine().getErr();
    try (Experiment experiment = new Experiment(plan);
        Progress progress = new Progress(err, Terminal.isStandardError())) {
      return experiment.run(progress);
    } catch (IOException e) {
      throw new CommandFailed("the comparison failed: " + e.getMessage(), e);
    }
  }

  private static String toJson(Comparison comparison) {
    return Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(comparison)
        + System.lineSeparator();
  }
}
