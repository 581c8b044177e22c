package io.pushchannel.cli;

import io.pushchannel.benchmarks.report.Report;
import io.pushchannel.benchmarks.report.TextReport;
import io.pushchannel.benchmarks.result.Run;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code report}: creates the report of a run again. */
@Command(
    name = "report",
    description = {
      "Creates the report of a run again from the run.json and the histograms in its folder.",
      "Measures nothing."
    },
    footerHeading = "%nExamples:%n",
    footer = "  pushchannel report results/20260101-120000")
@SuppressWarnings("NullAway.Init")
final class ReportCommand implements Callable<Integer> {

  @Parameters(paramLabel = "DIR", description = "The folder of a run.")
  private Path folder;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    try {
      Run run = Run.read(folder);
      Path page = Report.write(run, folder);
      out.print(TextReport.of(run));
      out.println("The report: " + page);
      return ExitCode.OK;
    } catch (IOException e) {
      throw new CommandFailedException("no report could be made: " + e.getMessage(), e);
    }
  }
}
