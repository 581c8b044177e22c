package io.pushchannel.cli;

import io.pushchannel.cli.option.DurationConverter;
import io.pushchannel.cli.option.ServerUriConverter;
import io.pushchannel.cli.option.TransportConverter;
import io.pushchannel.spi.PushTransport;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command line: finds the command, and turns what goes wrong into one line and a status. */
@Command(
    name = "pushchannel",
    scope = ScopeType.INHERIT,
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    usageHelpWidth = 100,
    synopsisSubcommandLabel = "COMMAND",
    sortOptions = false,
    parameterListHeading = "%n",
    optionListHeading = "%nOptions:%n",
    description = "Four ways to push over HTTP: short polling, long polling, SSE, WebSocket.",
    subcommands = {
      ServeCommand.class,
      TailCommand.class,
      PublishCommand.class,
      CompareCommand.class,
      ReportCommand.class,
      ChaosCommand.class,
      DemoCommand.class
    },
    commandListHeading = "%nCommands:%n",
    footerHeading = "%nTry it:%n",
    footer = {
      "  pushchannel serve",
      "  pushchannel tail http://127.0.0.1:8080/push --topic prices",
      "  pushchannel publish http://127.0.0.1:8080/push --topic prices 'hello'",
      "  pushchannel compare",
      "  pushchannel demo"
    })
@SuppressWarnings("NullAway.Init")
public final class Main implements Runnable {

  @Spec private CommandSpec spec;

  private Main() {}

  /** Runs a command and ends the process: 0 success, 1 failure, 2 invalid usage. */
  public static void main(String... arguments) {
    CommandLine line = commandLine();
    line.setOut(utf8(FileDescriptor.out));
    line.setErr(utf8(FileDescriptor.err));
    System.exit(line.execute(arguments));
  }

  static CommandLine commandLine() {
    return new CommandLine(new Main())
        .setExpandAtFiles(false)
        .registerConverter(Duration.class, new DurationConverter())
        .registerConverter(URI.class, new ServerUriConverter())
        .registerConverter(PushTransport.class, new TransportConverter())
        .setParameterExceptionHandler(UserErrors::wrongUse)
        .setExecutionExceptionHandler(UserErrors::failure);
  }

  /** Writes messages as UTF-8 in every locale. */
  private static PrintWriter utf8(FileDescriptor descriptor) {
    return new PrintWriter(
        new OutputStreamWriter(new FileOutputStream(descriptor), StandardCharsets.UTF_8), true);
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(),
        "a command is required (" + String.join(", ", spec.subcommands().keySet()) + ")");
  }
}
