package io.pushchannel.cli;

import io.pushchannel.cli.option.PortConverter;
import io.pushchannel.demo.Demo;
import java.io.UncheckedIOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code demo}: the playground, until SIGTERM or SIGINT. */
@Command(
    name = "demo",
    description = {
      "Serves a playground: the four techniques side by side in a browser, their wires drawn",
      "as it happens, the classic examples, and the lessons. Needs no network.",
      "Prints 'ready URL' on standard output when it is; SIGTERM and SIGINT end it."
    },
    footerHeading = "%nExamples:%n",
    footer = {"  pushchannel demo", "  pushchannel demo --port 9000"})
@SuppressWarnings("NullAway.Init")
final class DemoCommand implements Callable<Integer> {

  @Option(
      names = "--host",
      paramLabel = "NAME",
      defaultValue = "127.0.0.1",
      description =
          "The address to listen on, as browsers name it; anybody who reaches it can play"
              + " (default: ${DEFAULT-VALUE}).")
  private String host;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "8080",
      converter = PortConverter.class,
      description =
          "The pages' port, 0 for one that is free; each lane takes one of the four after it, or"
              + " one that is free (default: ${DEFAULT-VALUE}).")
  private int port;

  @Mixin private ServerOptions options;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    Demo demo = start();
    Termination.keepUntilAsked(spec.commandLine().getOut(), demo.uri(), demo::close);
    return ExitCode.OK;
  }

  private Demo start() {
    try {
      return Demo.start(host, port, options.hosts(), options.limits());
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    } catch (UncheckedIOException e) {
      throw new CommandFailedException(String.valueOf(e.getMessage()), e);
    }
  }
}
