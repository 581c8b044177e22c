package io.pushchannel.cli;

import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Shows an error to the user in one line, without a stack trace. */
final class UserErrors {

  private UserErrors() {}

  /** The command line itself is wrong: status 2. */
  static int wrongUse(ParameterException error, String[] arguments) {
    CommandLine command = error.getCommandLine();
    String help = command.getCommandSpec().qualifiedName() + " --help";
    command.getErr().println("pushchannel: " + oneLine(error) + "; try '" + help + "'");
    return ExitCode.USAGE;
  }

  /**
   * The command failed: status 1. Anything but {@link CommandFailedException} is a bug and keeps
   * its trace.
   */
  static int failure(Exception error, CommandLine command, ParseResult parsed) throws Exception {
    if (error instanceof CommandFailedException) {
      command.getErr().println("pushchannel: " + oneLine(error));
      return ExitCode.SOFTWARE;
    }
    throw error;
  }

  private static String oneLine(Exception error) {
    String line = String.valueOf(error.getMessage()).replaceAll("\\s*\\R\\s*", " ");
    return TerminalText.escaped(line);
  }
}
